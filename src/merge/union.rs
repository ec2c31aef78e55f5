//! Sets that grow together.

/// Disjoint sets of the numbers below a limit; the smallest member stands for its set.
#[derive(Clone, Debug)]
pub struct Union(Vec<usize>);

impl Union {
    /// Every number below `limit` alone.
    pub fn new(limit: usize) -> Self {
        Self((0..limit).collect())
    }

    /// The smallest member of the set of `member`.
    pub fn root(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    /// Makes the sets of both one.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (small, great) = (a.min(b), a.max(b));
        self.0[great] = small;
    }
}

#[cfg(test)]
mod tests {
    use super::Union;

    #[test]
    fn the_smallest_stands_for_all() {
        let mut sets = Union::new(6);
        for (a, b) in [(5, 3), (3, 4), (1, 0)] {
            sets.join(a, b);
        }
        assert_eq!((0..6).map(|member| sets.root(member)).collect::<Vec<_>>(), [0, 0, 2, 3, 3, 3]);
    }
}
