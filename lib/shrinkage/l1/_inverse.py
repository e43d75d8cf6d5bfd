"""The inverse of a changing part of a matrix: P = (H_AA)⁻¹ while coordinates come into A and go.

A coordinate that comes or goes changes P by a product of a column with itself. These columns are kept in a block F
beside the matrix they belong to, P = P₀ + F diag(σ) Fᵀ, and multiplied out only when the block is full: one pass over
the matrix for many changes in place of one for each.
"""

from array_api_compat import array_namespace, device

WIDTH = 64  # columns of F


class Inverse:
    """P on slots 0, 1, …, of which those outside A have zeros as rows and columns."""

    def __init__(self, like):
        self.xp, self.place = array_namespace(like), {"dtype": like.dtype, "device": device(like)}
        self.size, self.used, self.limit = 0, 0, max(WIDTH, like.shape[0])
        self.P = self.xp.zeros((WIDTH, WIDTH), **self.place)
        self.F = self.xp.zeros((WIDTH, WIDTH), **self.place)
        self.sigma = self.xp.zeros(WIDTH, **self.place)

    def make_room(self, size):
        """Add empty slots up to `size`."""
        room = self.P.shape[0]
        if size > room:
            self._multiply_out()
            more = min(2 * size, self.limit)
            P, self.P = self.P, self.xp.zeros((more, more), **self.place)
            self.P[:room, :room] = P
            self.F = self.xp.zeros((more, WIDTH), **self.place)
        self.size = size

    def __matmul__(self, V):
        """PV, for V with a row a slot."""
        k, F = self.size, self.F[: self.size, : self.used]
        W = F.T @ V
        scale = self.sigma[: self.used]
        return self.P[:k, :k] @ V + F @ (W * (scale if V.ndim == 1 else scale[:, None]))

    def let_in(self, slots, U, e, Q):
        """Add `slots`, where U = PB for their columns B of H, and Q diag(e) Qᵀ is what P leaves of H there."""
        E = -U
        E[slots, self.xp.arange(U.shape[1])] += 1.0
        # the bordered inverse is P + E (Q diag(e) Qᵀ)⁻¹ Eᵀ
        self._add(E @ (Q / self.xp.sqrt(e)), 1.0)

    def let_out(self, slots):
        """Remove `slots`: P − P_:O (P_OO)⁻¹ P_O:."""
        xp, count = self.xp, slots.shape[0]
        unit = xp.zeros((self.size, count), **self.place)
        unit[slots, xp.arange(count)] = 1.0
        C = self @ unit  # (size, count)
        e, Q = xp.linalg.eigh(C[slots, :])
        self._add(C @ (Q / xp.sqrt(xp.abs(e))), -1.0)  # e > 0, but for rounding where H is nearly singular

    def replace(self, slots, block):
        """P with `block` at `slots` and zero elsewhere."""
        self.P, self.used = 0 * self.P, 0
        self.P[slots[:, None], slots] = block

    def _add(self, columns, sign):
        count = columns.shape[1]
        if self.used + count > WIDTH:
            self._multiply_out()
        if count > WIDTH:
            self.P[: self.size, : self.size] += sign * (columns @ columns.T)
            return
        self.F[: self.size, self.used : self.used + count] = columns
        self.F[self.size :, self.used : self.used + count] = 0.0
        self.sigma[self.used : self.used + count] = sign
        self.used += count

    def _multiply_out(self):
        k, F = self.size, self.F[: self.size, : self.used]
        self.P[:k, :k] += (F * self.sigma[: self.used]) @ F.T
        self.used = 0
