//! Who does it, by the tree.

use super::{Found, Parsed};
use crate::{
    ontology::{
        Category,
        forms::Features,
        pattern::{Filler, Role, Slot, VerbPattern},
    },
    relate::{
        clause::DEEP,
        group::{Control, Group},
    },
};

/// The subject of a verb.
#[derive(Clone, Copy, Debug)]
struct Subject {
    word: usize,
    control: Control,
}

const SUBJECTS: [&str; 2] = ["nsubj", "nsubj:pass"];
/// What leaves a claim to the future.
const PLANS: Category =
    Category(Category::PLANNED_VERB.0 | Category::PLANNED_NOUN.0 | Category::PLANNED.0 | Category::FUTURE.0);

impl Parsed<'_> {
    /// Fills the place of the grammatical subject; `None` where nothing does.
    pub(super) fn fill_subject(
        &self,
        verb: usize,
        filler: &Filler,
        pattern: &VerbPattern,
        group: &Group,
        found: &mut Found,
    ) -> Option<()> {
        let subject = self.subject(verb, group, 0);
        if let Some(subject) = subject {
            // Where commas bound clauses these tell more surely than the tree what governs an infinitive.
            if !self.view.traits().verb_second || group.marker.is_none() {
                found.control = subject.control;
            }
        }
        match filler {
            Filler::Slot(slot) => {
                let members = subject.and_then(|subject| self.members(subject.word, *slot, verb));
                match members {
                    Some(members) => found.filled.push((*slot, members)),
                    None if slot.role == Role::Any && slot.classes == 0 => {}
                    None if pattern.meaning.unless && !slot.explicit => {}
                    None => return None,
                }
            }
            Filler::Words { words, possessor } => {
                let subject = subject?;
                if !self.is_words(subject.word, words) {
                    return None;
                }
                if let Some(slot) = possessor {
                    let owner = self.owner(subject.word, words.len(), verb, *slot)?;
                    found.filled.push((*slot, self.view.list(owner, *slot, false)));
                }
            }
        }
        Some(())
    }

    /// The mentions of a subject's list, all on its side of the verb.
    fn members(&self, word: usize, slot: Slot, verb: usize) -> Option<Vec<usize>> {
        let index = self.named(word, slot, 0)?;
        let verb = self.token(verb);
        let before = |index: usize| self.view.mentions[index].tokens.start < verb;
        let mut members = self.view.list(index, slot, false);
        members.retain(|&member| before(member) == before(index));
        Some(members)
    }

    /// The subject of a verb: its own, or that of the verb or noun it hangs on.
    fn subject(&self, verb: usize, group: &Group, depth: u8) -> Option<Subject> {
        let plain = |word| Subject { word, control: Control::default() };
        let head = self.nodes[verb].head;
        let label = self.nodes[verb].label;
        let features = group.features;
        // Of the verbs above only the place counts, and what was counted already.
        let bare = Group { features: Features::default(), ..*group };
        if let Some(own) = self.child(verb, &SUBJECTS) {
            // «which rejected B»
            return match head.filter(|_| label == "acl" && self.relative(own)) {
                Some(noun) => Some(plain(noun)),
                None => Some(plain(own)),
            };
        }
        let head = head.filter(|_| depth < DEEP)?;
        let upward = |control: Control| {
            let above = self.subject(head, &bare, depth + 1)?;
            Some(Subject { control: control.under(above.control), ..above })
        };
        match label {
            "conj" if self.verbal(head) => upward(Control::default()),
            "ccomp" if !features.has(Features::INFINITIVE) || features.has(Features::FINITE) => None,
            "xcomp" | "ccomp" => {
                let control = self.governed(head, group);
                match self.child(head, &["obj", "iobj"]).filter(|_| label == "xcomp") {
                    // «convinced B to sell», «bought B to sell»: the tree does not tell them apart.
                    Some(object) => Some(Subject { control, ..plain(object) }),
                    None => upward(control),
                }
            }
            "advcl" => {
                let purpose = self
                    .children(verb)
                    .any(|child| self.is(child, Category::PURPOSE) || self.is(child, Category::INFINITIVE_MARKER));
                let condition = self.children(verb).any(|child| self.is(child, Category::CONDITIONAL));
                let finite = features.has(Features::FINITE) && self.child(verb, &["mark"]).is_some();
                if condition || finite {
                    return None;
                }
                upward(if purpose { Control::PLANNED } else { Control::default() })
            }
            "acl" | "amod" if features.has(Features::PARTICIPLE) || features.has(Features::GERUND) => Some(plain(head)),
            "acl" if self.children(verb).any(|child| self.relative(child)) => {
                // «B, which A rejected» has a subject of its own; what is left relates the subject.
                Some(plain(head))
            }
            "acl" => {
                // «A's decision to reject B»: whose decision, or who takes it.
                let control = self.governed(head, group);
                let owner = self.children(head).find(|&child| self.nodes[child].label == "nmod" && child != verb);
                if let Some(owner) = owner.filter(|&owner| self.mention(owner).is_some()) {
                    return Some(Subject { control, ..plain(owner) });
                }
                let governor = self.nodes[head].head.filter(|&above| self.verbal(above))?;
                let above = self.subject(governor, &bare, depth + 1)?;
                Some(Subject { control: control.under(above.control), ..above })
            }
            _ => None,
        }
    }

    fn verbal(&self, word: usize) -> bool {
        matches!(self.nodes[word].part, "VERB" | "AUX")
    }

    /// What the verb or noun that governs an infinitive does to its claim. Of one that is not known nothing certain
    /// follows: no more than a plan. What stands in the infinitive's own group counts there.
    fn governed(&self, head: usize, group: &Group) -> Control {
        let own = |word: usize| (group.from..group.to).contains(&self.token(word));
        let denied = |word: usize| {
            self.children(word).any(|child| child != word && !own(child) && self.category(child).denies())
        };
        let control = |word: usize| {
            let kind = if self.is(word, Category::FAILED_VERB | Category::DENYING) {
                Control::FAILED
            } else if self.is(word, Category::ASSERTED_VERB | Category::CONTROL_NOUN) && !self.is(word, PLANS) {
                Control::default()
            } else {
                Control::PLANNED
            };
            let counted = own(word) && self.is(word, Category::CUE);
            if counted { Control::PLANNED } else { kind }.negated(denied(word))
        };
        if self.verbal(head) {
            return control(head);
        }
        // «abandoned its plan to»
        let verb = self.nodes[head].head.filter(|&verb| self.verbal(verb));
        let above = verb.map_or(Control::default(), |verb| Control { planned: false, ..control(verb) });
        control(head).under(above)
    }
}
