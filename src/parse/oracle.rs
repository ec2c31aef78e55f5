//! What each move costs: how many arcs of the right tree can no longer be made after it (Goldberg and Nivre 2013).

use super::transition::State;

/// Cost of shift, left and right. `heads[w]` is the right head of word `w`, the root's number for the root of the
/// sentence.
#[must_use]
pub fn costs(state: &State, heads: &[u32]) -> [u32; 3] {
    let root = state.root();
    let next = state.next();
    let mut costs = [0; 3];
    let Some((&top, below)) = state.stack().split_last() else { return costs };
    let head = heads[top as usize];
    let waiting = (next..root).filter(|&word| heads[word as usize] == top).count() as u32;
    costs[1] = waiting + u32::from(head > next || below.last() == Some(&head));
    costs[2] = waiting + u32::from(head >= next);
    if next < root {
        let hangs = heads[next as usize];
        let dependents = state.stack().iter().filter(|&&word| heads[word as usize] == next).count() as u32;
        costs[0] = dependents + u32::from(below.contains(&hangs));
    }
    costs
}
