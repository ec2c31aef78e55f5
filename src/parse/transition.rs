//! The arc-hybrid system (Kuhlmann et al. 2011): a stack, the words that remain, and three moves.
//!
//! Words are nodes 1 to n; the root is node n + 1, at the end of what remains. Node 0 is no node: its values stand for
//! «nothing here», so that features need no exceptions.

use super::{linear::Templates, look::Look};

/// What the parser may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The next word goes onto the stack.
    Shift = 0,
    /// The top of the stack hangs on the next word.
    Left = 1,
    /// The top of the stack hangs on the one below it.
    Right = 2,
}

/// All moves, in the order of their classes.
pub const MOVES: [Move; 3] = [Move::Shift, Move::Left, Move::Right];

/// Relation of a node that has no head yet.
const UNBOUND: u8 = 255;
/// Tags of no node and of the root.
const NO_TAG: u32 = 254;
const ROOT_TAG: u32 = 253;

/// A node and what hangs on it so far.
#[derive(Clone, Copy, Debug)]
struct Node {
    word: u32,
    end: u32,
    tag: u32,
    part: u32,
    head: u32,
    /// Outermost and next dependents on the left and on the right.
    left: [u32; 2],
    right: [u32; 2],
    lefts: u32,
    rights: u32,
    relation: u8,
}

/// Where the parser stands in a sentence.
#[derive(Clone, Debug)]
pub struct State {
    nodes: Vec<Node>,
    stack: Vec<u32>,
    next: u32,
}

impl State {
    /// Before the first word. `parts` gives the coarse part of speech of each tag.
    #[must_use]
    pub fn new(looks: &[Look], tags: &[u8], parts: &[u8]) -> Self {
        let node = |word, end, tag, part| Node {
            word,
            end,
            tag,
            part,
            head: 0,
            left: [0; 2],
            right: [0; 2],
            lefts: 0,
            rights: 0,
            relation: UNBOUND,
        };
        let mut nodes = Vec::with_capacity(looks.len() + 2);
        nodes.push(node(3, 3, NO_TAG, NO_TAG));
        nodes.extend(looks.iter().zip(tags).map(|(look, &tag)| {
            node(
                look.word,
                look.ends[2],
                u32::from(tag),
                parts.get(usize::from(tag)).map_or(NO_TAG, |&part| u32::from(part)),
            )
        }));
        nodes.push(node(4, 4, ROOT_TAG, ROOT_TAG));
        Self { nodes, stack: Vec::with_capacity(32), next: 1 }
    }

    /// Number of the root.
    #[must_use]
    pub fn root(&self) -> u32 {
        self.nodes.len() as u32 - 1
    }

    /// The next word, or the root.
    #[must_use]
    pub fn next(&self) -> u32 {
        self.next
    }

    /// What is on the stack, its top last.
    #[must_use]
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// Whether every word has its head.
    #[must_use]
    pub fn done(&self) -> bool {
        self.stack.is_empty() && self.next >= self.root()
    }

    /// Whether a move is possible. Only one word may hang on the root.
    #[must_use]
    pub fn may(&self, step: Move) -> bool {
        let at_root = self.next == self.root();
        match step {
            Move::Shift => !at_root,
            Move::Left => {
                if at_root {
                    self.stack.len() == 1
                } else {
                    !self.stack.is_empty()
                }
            }
            Move::Right => self.stack.len() > 1,
        }
    }

    /// Head and dependent of the arc that a move makes.
    #[must_use]
    pub fn arc(&self, step: Move) -> Option<(u32, u32)> {
        let (&top, below) = self.stack.split_last()?;
        match step {
            Move::Shift => None,
            Move::Left => Some((self.next, top)),
            Move::Right => below.last().map(|&head| (head, top)),
        }
    }

    /// Moves; an arc gets `relation`.
    pub fn apply(&mut self, step: Move, relation: u8) {
        if let Some((head, word)) = self.arc(step) {
            self.stack.pop();
            let node = &mut self.nodes[word as usize];
            (node.head, node.relation) = (head, relation);
            let node = &mut self.nodes[head as usize];
            if word < head {
                node.lefts += 1;
                node.left =
                    if node.left[0] == 0 || word < node.left[0] { [word, node.left[0]] } else { [node.left[0], word] };
            } else {
                node.rights += 1;
                node.right = if word > node.right[0] { [word, node.right[0]] } else { [node.right[0], word] };
            }
        } else if step == Move::Shift {
            self.stack.push(self.next);
            self.next += 1;
        }
    }

    /// Head of each word (0 for the root of the sentence) and relation, in order.
    #[must_use]
    pub fn arcs(&self) -> Vec<(u32, u8)> {
        let root = self.root();
        let words = &self.nodes[1..root as usize];
        words.iter().map(|node| (if node.head == root { 0 } else { node.head }, node.relation)).collect()
    }

    /// The features of this state.
    pub fn features(&self, out: &mut Vec<u32>) {
        let nodes = &self.nodes;
        let node = |at: u32| nodes.get(at as usize).unwrap_or(&nodes[0]);
        let deep = |back: usize| self.stack.len().checked_sub(back).map_or(0, |at| self.stack[at]);
        let (i0, i1) = (deep(1), deep(2));
        let (s0, s1, s2) = (node(i0), node(i1), node(deep(3)));
        let (b0, b1, b2) = (node(self.next), node(self.next + 1), node(self.next + 2));
        let [s0l, s0l2] = s0.left.map(node);
        let [s0r, s0r2] = s0.right.map(node);
        let [s1l, _] = s1.left.map(node);
        let [s1r, s1r2] = s1.right.map(node);
        let [b0l, b0l2] = b0.left.map(node);
        let far = |from: u32, to: u32| if from == 0 { 0 } else { (to - from).min(10) };
        let (d0, d1) = (far(i0, self.next), far(i1, i0));
        let pair = |a: u32, b: u32| a << 8 | b;
        let rel = |node: &Node| u32::from(node.relation);
        let (v0l, v0r) = (s0.lefts.min(4), s0.rights.min(4));
        let (v1r, vbl) = (s1.rights.min(4), b0.lefts.min(4));
        let tags = pair(s0.tag, b0.tag);
        let stacked = pair(s1.tag, s0.tag);

        out.clear();
        let mut list = Templates { next: 101, out };
        list.add(0, 0, 0);
        for one in [s0, s1, b0, b1, s2, b2] {
            list.add(one.word, one.tag, 0);
            list.add(one.tag, 0, 0);
            list.add(one.word, 0, 0);
        }
        for one in [s0, s1, b0] {
            list.add(one.end, one.part, 0);
        }
        list.add(s0.word, b0.word, 0);
        list.add(tags, b0.word, 0);
        list.add(tags, s0.word, 0);
        list.add(tags, 0, 0);
        list.add(s0.part, b0.part, 0);
        list.add(s0.word, s0.tag, pair(b0.word, b0.tag));
        list.add(s1.word, s0.word, 0);
        list.add(stacked, s0.word, 0);
        list.add(stacked, s1.word, 0);
        list.add(stacked, 0, 0);
        list.add(s1.tag, b0.tag, 0);
        list.add(s1.word, b0.word, 0);
        list.add(s1.tag, b0.word, 0);
        list.add(s1.word, b0.tag, 0);
        list.add(b0.tag, b1.tag, 0);
        list.add(tags, b1.tag, 0);
        list.add(b0.tag, b1.tag, b2.tag);
        list.add(stacked, b0.tag, 0);
        list.add(pair(s1.part, s0.part), b0.part, 0);
        list.add(s2.tag, stacked, 0);
        list.add(stacked, pair(b0.tag, b1.tag), 0);
        list.add(tags, s0l.tag, 1);
        list.add(tags, s0r.tag, 2);
        list.add(tags, b0l.tag, 3);
        list.add(stacked, s0l.tag, 4);
        list.add(stacked, s0r.tag, 5);
        list.add(stacked, s1r.tag, 6);
        list.add(stacked, s1l.tag, 7);
        list.add(stacked, pair(s1r.tag, b0.tag), 8);
        for one in [s0l, s0r, s1l, s1r, b0l, s0l2, s0r2, b0l2, s1r2] {
            list.add(one.word, 0, 0);
            list.add(one.tag, 0, 0);
            list.add(rel(one), 0, 0);
        }
        list.add(s0.tag, rel(s0l), rel(s0l2));
        list.add(s0.tag, rel(s0r), rel(s0r2));
        list.add(b0.tag, rel(b0l), rel(b0l2));
        list.add(s1.tag, rel(s1r), rel(s1r2));
        list.add(stacked, rel(s1l), rel(s1r));
        list.add(s0.word, d0, 0);
        list.add(s0.tag, d0, 0);
        list.add(b0.word, d0, 0);
        list.add(b0.tag, d0, 0);
        list.add(tags, d0, 0);
        list.add(stacked, d1, 0);
        list.add(s1.word, d1, 0);
        list.add(s1.tag, d1, 0);
        list.add(s0.word, v0r, 0);
        list.add(s0.tag, v0r, 0);
        list.add(s0.word, v0l, 0);
        list.add(s0.tag, v0l, 0);
        list.add(b0.word, vbl, 0);
        list.add(b0.tag, vbl, 0);
        list.add(s1.tag, v1r, 0);
        list.add(s1.word, v1r, 0);
        list.add(s0.word, rel(s0l), rel(s0r));
        list.add(s1.word, rel(s1r), 0);
        list.add(b0.word, rel(b0l), 0);
        list.add(rel(s0l), s0.tag, s1.tag);
        list.add(s0.word, s1.word, b0.word);
        list.add(s0.tag, b0.word, b1.tag);
        list.add(b0.word, b1.word, 0);
        list.add(s0.tag, s0l.word, s1.tag);
        list.add(s1r.word, s0.tag, 0);
        list.add(b0l.word, s0.tag, 0);
    }
}
