"""An active-set solver: with the set and the signs of the nonzero weights known, the minimum is a linear system.

On a set A with signs s the elastic net is a quadratic with the matrix H = XᵀX/n + μI, and from whatever w its minimum
is w − P(∇L(w) + μw + strength·s) with P = H⁻¹. P is carried along and changed as A changes.
"""

from array_api_compat import array_namespace, device

from shrinkage.l1._inverse import Inverse
from shrinkage.l1._moments import gap_along_residual, spread


class Active:
    """Every coordinate that has been let in has a slot: its sign s and value w, both zero where it is out again.

    With ρ > 0 in place of 0, P = (H + ρI)⁻¹: a step is then one of the proximal point method, which needs more of
    them and no H that can be inverted.
    """

    def __init__(self, m, rho=0.0):
        self.m, self.rho, self.xp, self.P = m, rho, array_namespace(m.c), Inverse(m.c)
        xp, place = self.xp, {"dtype": m.c.dtype, "device": device(m.c)}
        self.A = xp.zeros(0, dtype=xp.int64, device=device(m.c))
        self.slot = xp.full(m.c.shape[0], -1, dtype=xp.int64, device=device(m.c))  # the slot of each coordinate
        self.s = self.w = xp.zeros(0, **place)
        self.rows = xp.zeros((0, m.c.shape[0]), **place)  # of XᵀX/n, one a slot
        self.slope = -m.c  # ∇L(w), (d,)
        self.rounding = 16 * float(xp.finfo(m.c.dtype).eps * xp.max(xp.abs(m.c)))
        self.at = None  # the strength at which w is the minimum for A and s, if it is

    def minimise(self, strength, mu, tolerance):
        """Go to the minimum, and say whether the duality gap got there. The objective never rises on the way."""
        self.mu = mu
        if mu:
            self._refresh()
        rests, patience, arrived = 0, 200 if self.rho else 5, self._along_the_line(strength)
        for _ in range(100 + 3 * (self.m.n + self.m.c.shape[0])):
            if not (arrived or self._toward_minimum(strength)):
                continue
            full = self.slope + mu * spread(self.w, self.A, self.slope) if mu else self.slope
            if self._gap(full, strength) <= tolerance * self.m.q / 2:
                return True
            arrived, rests = False, 0 if self._enlarge(full, strength) else rests + 1
            if rests > patience:  # nobody wants in: what is left of the gap is rounding
                break
        return False

    def _refresh(self):
        """P computed anew: for another μ, or where changes would not be accurate."""
        xp, inside = self.xp, self.xp.nonzero(self.s)[0]
        if inside.shape[0]:
            H = xp.take(xp.take(self.rows, inside, axis=0), xp.take(self.A, inside), axis=1)
            H = H + (self.mu + self.rho) * xp.eye(inside.shape[0], dtype=H.dtype, device=device(H))
            self.P.replace(inside, xp.linalg.inv(H))

    def _gap(self, full, strength):
        """The duality gap; the L2 part of the elastic net counts as d further rows √(nμ)I of X."""
        xp = self.xp
        yr = self.m.q - self.w @ self.m.c[self.A]
        R = yr + self.w @ full[self.A]
        return gap_along_residual(R, yr, xp.max(xp.abs(full)), self.w @ self.s, strength)

    def _along_the_line(self, strength):
        """From the minimum for A and s at one strength to that at another: w is a line, as long as no sign changes."""
        if self.at is None:
            return False
        step = strength - self.at
        target = self.w + step * self.rate
        if bool(self.xp.any((target * self.s <= 0) & (self.s != 0))):
            return False
        self.w, self.slope, self.at = target, self.slope + step * self.slope_rate, strength
        return True

    def _move(self, w, rate):
        """Set w, and ∇L there, with their derivatives in the strength."""
        both = self.rows[: w.shape[0], :].T @ self.xp.stack([w, rate], axis=1)  # hardly dearer than one of them
        self.w, self.rate, self.slope, self.slope_rate = w, rate, both[:, 0] - self.m.c, both[:, 1]

    def _toward_minimum(self, strength):
        """Go from w straight to the minimum for A and s. Where a weight would change its sign, stop and drop it."""
        xp, s, w = self.xp, self.s, self.w
        inside = xp.abs(s)
        step = self.P @ xp.stack([(self.slope[self.A] + self.mu * w) * inside + strength * s, s], axis=1)
        target, rate = w - step[:, 0] * inside, -step[:, 1] * inside
        size, end = w * s, target * s
        flips = (end <= 0) & (s != 0)
        if not bool(xp.any(flips)):
            self._move(target, rate)
            self.at = None if self.mu or self.rho else strength
            return True
        # where on the way each such weight is zero: at 0 for one that has just been let in
        stop = xp.where(flips, size / xp.where(size > end, size - end, 1 + 0 * size), 2 + 0 * size)
        share = xp.min(stop)
        self._move(w + share * (target - w), rate)
        self._drop(stop <= share)
        return False

    def _drop(self, out):
        self.at = None
        self.s, self.w = (self.xp.where(out, 0 * part, part) for part in (self.s, self.w))
        if self.rho:
            self._refresh()
        else:
            self.P.let_out(self.xp.nonzero(out)[0])

    def _enlarge(self, full, strength):
        """Let in the coordinates whose pull |∇L| is greater than the penalty's: as many as are independent."""
        xp, pull = self.xp, self.xp.abs(full)
        pull[self.A] = xp.where(self.s == 0, pull[self.A], 0 * self.s)
        wanting = xp.nonzero(pull > strength + self.rounding)[0]
        while wanting.shape[0] > 0:
            s = -xp.sign(full[wanting])
            if self._let_in(wanting, s, 0 * s, full[wanting] + strength * s):
                return True
            if wanting.shape[0] == 1 and self._exchange(wanting, s):
                return True
            wanting = wanting[xp.argsort(pull[wanting], descending=True)][: wanting.shape[0] // 2]
        return False

    def _slots(self, new):
        """The slots of coordinates, after making room for those that have none."""
        xp, fresh = self.xp, new[self.slot[new] < 0]
        if fresh.shape[0]:
            before, size, d = self.w.shape[0], self.w.shape[0] + fresh.shape[0], self.rows.shape[1]
            like = xp.zeros(fresh.shape[0], dtype=self.w.dtype, device=device(new))
            self.slot[fresh] = xp.arange(before, size, device=device(new))
            self.A = xp.concat([self.A, fresh])
            self.s, self.w = xp.concat([self.s, like]), xp.concat([self.w, like])
            if size > self.rows.shape[0]:
                rows, self.rows = self.rows, xp.zeros((min(2 * size, d), d), dtype=like.dtype, device=device(new))
                self.rows[:before, :] = rows[:before, :]
            self.rows[before:size, :] = self.m.rows(fresh)
            self.P.make_room(size)
        return self.slot[new]

    def _let_in(self, new, s, w, slope):
        """Add coordinates, at w and where J has this slope in them, unless they depend on those that are in."""
        xp, slots, self.at = self.xp, self._slots(new), None
        if not self.rho:
            B = self.rows[slots, :][:, self.A].T  # (size, m)
            U = self.P @ B
            D = B[slots, :] + self.mu * xp.eye(new.shape[0], dtype=B.dtype, device=device(B))
            # D − BᵀU: the part of the new columns that the old ones do not explain
            floor = xp.finfo(D.dtype).eps ** 0.7 * xp.max(xp.linalg.diagonal(D))
            found = self._outward(D - B.T @ U, floor, s, slope)
            if found is None:
                return False
            some, e, Q = found
            slots, s, w = slots[some], s[some], w[some]
            self.P.let_in(slots, U[:, some], e, Q)
        self.s[slots], self.w[slots] = s, w
        if self.rho:
            self._refresh()
        return True

    def _outward(self, S, floor, s, slope):
        """Those that leave zero with their signs s when all of them go, and the eigenvalues and -vectors of S there.

        None if S is singular. The others would have to be dropped at once.
        """
        xp, some = self.xp, self.xp.arange(s.shape[0], device=device(s))
        while True:
            e, Q = xp.linalg.eigh(S[some, :][:, some])
            if e[0] <= floor:
                return None
            ahead = -(Q @ (Q.T @ slope[some] / e)) * s[some] > 0  # the weights are −S⁻¹·slope
            if bool(xp.all(ahead)):
                return some, e, Q
            some = some[ahead]

    def _exchange(self, new, s):
        """Let in a column that is a combination of those that are in, Xₐa: trade along it until one of them is out.

        w_new = sθ and w_A − sθa leave Xw as it is, and the norm falls all the way.
        """
        xp, slots = self.xp, self._slots(new)
        B = self.rows[slots, :][0, self.A]
        rate = (self.P @ B) * s * self.s
        falling = rate > 0
        if not bool(xp.any(falling)):
            return False
        theta = xp.where(falling, self.w * self.s / xp.where(falling, rate, 1 + 0 * rate), xp.inf + 0 * rate)
        least = xp.min(theta)
        self.w = self.w - least * rate * self.s
        self._drop(theta <= least)
        return self._let_in(new, s, least * s, -s)
