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
        self.m, self.rho, self.xp, self.slot, self.P = m, rho, array_namespace(m.c), {}, Inverse(m.c)
        xp, place = self.xp, {"dtype": m.c.dtype, "device": device(m.c)}
        self.A = xp.zeros(0, dtype=xp.int64, device=device(m.c))
        self.s = self.w = xp.zeros(0, **place)
        self.rows = xp.zeros((0, m.c.shape[0]), **place)  # of XᵀX/n, one a slot
        self.slope = -m.c  # ∇L(w), (d,)

    def minimise(self, strength, mu, tolerance):
        """Go to the minimum, and say whether the duality gap got there. The objective never rises on the way."""
        self.mu = mu
        if mu:
            self._refresh()
        rests, patience = 0, 200 if self.rho else 5
        for _ in range(100 + 3 * (self.m.n + self.m.c.shape[0])):
            arrived = self._toward_minimum(strength)
            self.slope = self.w @ self.rows[: self.w.shape[0], :] - self.m.c
            if not arrived:
                continue
            full = self.slope + mu * spread(self.w, self.A, self.slope)
            if self._gap(full, strength) <= tolerance * self.m.q / 2:
                return True
            rests = 0 if self._enlarge(full, strength) else rests + 1
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
        yr = self.m.q - self.w @ xp.take(self.m.c, self.A)
        R = yr + self.w @ xp.take(full, self.A)
        return gap_along_residual(R, yr, xp.max(xp.abs(full)), self.w @ self.s, strength)

    def _toward_minimum(self, strength):
        """Go from w straight to the minimum for A and s. Where a weight would change its sign, stop and drop it."""
        xp, s, w = self.xp, self.s, self.w
        target = w - (self.P @ ((xp.take(self.slope, self.A) + self.mu * w) * xp.abs(s) + strength * s)) * xp.abs(s)
        size, end = w * s, target * s
        flips = (end <= 0) & (s != 0)
        if not bool(xp.any(flips)):
            self.w = target
            return True
        # where on the way each such weight is zero: at 0 for one that has just been let in
        stop = xp.where(flips, size / xp.where(size > end, size - end, 1 + 0 * size), 2 + 0 * size)
        share = xp.min(stop)
        self.w = w + share * (target - w)
        self._drop(stop <= share)
        return False

    def _drop(self, out):
        self.s, self.w = (self.xp.where(out, 0 * part, part) for part in (self.s, self.w))
        if self.rho:
            self._refresh()
        else:
            self.P.let_out(self.xp.nonzero(out)[0])

    def _enlarge(self, full, strength):
        """Let in the coordinates whose pull |∇L| is greater than the penalty's: as many as are independent."""
        xp, pull = self.xp, self.xp.abs(full)
        pull[self.A] = xp.where(self.s == 0, xp.take(pull, self.A), 0 * self.s)
        floor = strength + 16 * xp.finfo(pull.dtype).eps * xp.max(xp.abs(self.m.c))
        wanting = xp.nonzero(pull > floor)[0]
        wanting = xp.take(wanting, xp.argsort(xp.take(pull, wanting), descending=True))
        while wanting.shape[0] > 0:
            s = -xp.sign(xp.take(full, wanting))
            if self._let_in(wanting, s, 0 * s) or (wanting.shape[0] == 1 and self._exchange(wanting, s)):
                return True
            wanting = wanting[: wanting.shape[0] // 2]
        return False

    def _slots(self, new):
        """The slots of coordinates, after making room for those that have none."""
        xp, coordinates = self.xp, new.tolist()
        fresh = [j for j in coordinates if j not in self.slot]
        if fresh:
            index = xp.asarray(fresh, dtype=xp.int64, device=device(new))
            before, like = self.w.shape[0], xp.zeros(len(fresh), dtype=self.w.dtype, device=device(new))
            self.slot |= {j: before + i for i, j in enumerate(fresh)}
            self.A = xp.concat([self.A, index])
            self.s, self.w = xp.concat([self.s, like]), xp.concat([self.w, like])
            if before + len(fresh) > self.rows.shape[0]:
                more = xp.zeros((before + 2 * len(fresh), self.rows.shape[1]), dtype=like.dtype, device=device(new))
                self.rows = xp.concat([self.rows, more])
            self.rows[before : before + len(fresh), :] = self.m.rows(index)
            self.P.make_room(before + len(fresh))
        return xp.asarray([self.slot[j] for j in coordinates], dtype=xp.int64, device=device(new))

    def _let_in(self, new, s, w):
        """Add coordinates, unless they depend on those that are in."""
        xp, slots = self.xp, self._slots(new)
        if not self.rho:
            B = xp.take(xp.take(self.rows, slots, axis=0), self.A, axis=1).T  # (size, m)
            U = self.P @ B
            D = xp.take(B, slots, axis=0) + self.mu * xp.eye(new.shape[0], dtype=B.dtype, device=device(B))
            e, Q = xp.linalg.eigh(D - B.T @ U)  # the part of the new columns that the old ones do not explain
            if e[0] <= xp.finfo(e.dtype).eps ** 0.7 * xp.max(xp.linalg.diagonal(D)):
                return False
            self.P.let_in(slots, U, e, Q)
        self.s[slots], self.w[slots] = s, w
        if self.rho:
            self._refresh()
        return True

    def _exchange(self, new, s):
        """Let in a column that is a combination of those that are in, Xₐa: trade along it until one of them is out.

        w_new = sθ and w_A − sθa leave Xw as it is, and the norm falls all the way.
        """
        xp, slots = self.xp, self._slots(new)
        B = xp.take(xp.take(self.rows, slots, axis=0)[0, :], self.A)
        rate = (self.P @ B) * s * self.s
        falling = rate > 0
        if not bool(xp.any(falling)):
            return False
        theta = xp.where(falling, self.w * self.s / xp.where(falling, rate, 1 + 0 * rate), xp.inf + 0 * rate)
        least = xp.min(theta)
        self.w = self.w - least * rate * self.s
        self._drop(theta <= least)
        return self._let_in(new, s, least * s)
