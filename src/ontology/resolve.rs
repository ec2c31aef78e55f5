//! From a frame's variant to the patterns that the matchers run on.

use super::{
    Category, LemmaId, Ontology,
    frame::{Item, Link, Slot as FrameSlot},
    grammar::{Grammar, WordClass},
    pattern::{Complement, Element, Filler, Gate, Meaning, NounPattern, Role, Slot, Step, Unit, VerbPattern},
    words::Words,
};

/// Resolves the slots and words of one frame.
pub struct Resolver<'r> {
    /// The ontology.
    pub ontology: &'r Ontology,
    /// The grammar of the frame's language.
    pub grammar: &'r mut Grammar,
    /// The vocabulary.
    pub words: &'r mut Words,
    /// Classes of the subject.
    pub domain: u128,
    /// Classes of the object.
    pub range: u128,
}

impl Resolver<'_> {
    /// A verb frame's variant; an error says what does not fit the shape of a verb frame.
    ///
    /// # Errors
    /// Where the variant does not have the shape of a verb frame: in words.
    pub fn verb(&mut self, items: &[Item], meaning: Meaning) -> Result<VerbPattern, String> {
        let marked = items.iter().position(is_head);
        let first_word = items.iter().position(|item| matches!(item, Item::Word { .. }));
        let mut head = marked.or(first_word).ok_or("a verb frame needs a verb")?;
        let mut reflexive = false;
        let mut rest: Vec<Item> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let Item::Word { text, .. } = item else {
                rest.push(item.clone());
                continue;
            };
            // «s'associer», «se rendre», «sich entscheiden»: the reflexive is a mark on the verb.
            if let Some(verb) = text.strip_prefix("s'").filter(|verb| verb.len() > 2) {
                reflexive = true;
                rest.push(Item::Word { text: verb.to_owned(), exact: false, head: at == head });
            } else if self.category(text).is(Category::REFLEXIVE) {
                reflexive = true;
                if at == head {
                    head += 1;
                }
            } else {
                rest.push(item.clone());
            }
            if at == head
                && let Some(Item::Word { head, .. }) = rest.last_mut()
            {
                *head = true;
            }
        }
        if !rest.iter().any(is_head) {
            // The head was a reflexive; the word behind it is the verb.
            let after = rest.iter_mut().find_map(|item| match item {
                Item::Word { head, .. } => Some(head),
                _ => None,
            });
            *after.ok_or("a verb frame needs a verb")? = true;
        }
        let at = rest.iter().position(is_head).ok_or("a verb frame needs a verb")?;
        let Item::Word { text, .. } = &rest[at] else { return Err("the head of a verb frame is a word".to_owned()) };
        let head = self.grammar.lemma(text, WordClass::Verb, self.words);
        let (left, mut right) = (&rest[..at], &rest[at + 1..]);
        let mut places = self.complements(left)?;
        // «turn down {o}»: a particle is a word of its own and no preposition.
        let mut particle = None;
        if let Some(Item::Word { text, .. }) = right.first()
            && self.grammar.is_verb_particle(text)
            && !matches!(right.get(1), Some(Item::Word { .. }))
        {
            particle = Some(self.grammar.lemma(text, WordClass::Exact, self.words));
            right = &right[1..];
        }
        if places.is_empty() {
            return Err("a verb frame begins with its subject, such as {s}".to_owned());
        }
        let subject = places.remove(0);
        let (None, mut subject) = (subject.preposition, subject.filler) else {
            return Err("the subject of a verb frame has no preposition".to_owned());
        };
        // «(sale|revenue) at {s} *rise»: the slot behind the subject's noun is its owner.
        let mut subject_preposition = None;
        if let (
            Filler::Words { possessor: free @ None, .. },
            Some(Complement { preposition: Some(preposition), filler: Filler::Slot(slot) }),
        ) = (&mut subject, places.first())
            && !self.grammar.traits.verb_second
        {
            (*free, subject_preposition) = (Some(*slot), Some(*preposition));
            places.remove(0);
        }
        places.extend(particle.map(|word| Complement {
            preposition: None,
            filler: Filler::Words { words: vec![word], possessor: None },
        }));
        places.extend(self.complements(right)?);
        let mut gate = Gate::default();
        gate.filler(&subject);
        for complement in &places {
            gate.filler(&complement.filler);
        }
        let meaning = Meaning { gate, ..meaning };
        Ok(VerbPattern { meaning, head, reflexive, subject, subject_preposition, complements: places })
    }

    /// The places of a run of items: slots and words, each with the preposition before it and the possessor beside it.
    fn complements(&mut self, items: &[Item]) -> Result<Vec<Complement>, String> {
        let mut out: Vec<Complement> = Vec::new();
        let (mut preposition, mut pending): (Option<LemmaId>, Option<Slot>) = (None, None);
        let mut open_words = false;
        for item in items {
            match item {
                Item::Gap(_) => {}
                Item::Slot(slot) => {
                    let resolved = self.slot(slot)?;
                    if slot.link == Link::Possessor {
                        if let Some(Filler::Words { possessor: free @ None, .. }) =
                            out.last_mut().map(|c| &mut c.filler)
                        {
                            *free = Some(resolved);
                        } else {
                            pending = Some(resolved);
                        }
                    } else {
                        out.push(Complement { preposition: preposition.take(), filler: Filler::Slot(resolved) });
                    }
                    open_words = false;
                }
                Item::Word { text, .. } if self.grammar.is_preposition(text) && preposition.is_none() => {
                    preposition = Some(self.grammar.lemma(text, WordClass::Exact, self.words));
                    open_words = false;
                }
                Item::Word { text, .. } => {
                    let lemmas = self.lemmas(text);
                    match out.last_mut() {
                        Some(Complement { filler: Filler::Words { words, .. }, .. }) if open_words => {
                            words.extend(lemmas);
                        }
                        _ => out.push(Complement {
                            preposition: preposition.take(),
                            filler: Filler::Words { words: lemmas, possessor: pending.take() },
                        }),
                    }
                    open_words = true;
                }
                Item::Group { .. } => return Err("a group within a group was not flattened".to_owned()),
            }
        }
        if let Some(slot) = pending {
            out.push(Complement { preposition: None, filler: Filler::Slot(slot) });
        }
        if let Some(preposition) = preposition {
            // A particle: «turn down», «call off».
            out.push(Complement {
                preposition: None,
                filler: Filler::Words { words: vec![preposition], possessor: None },
            });
        }
        Ok(out)
    }

    fn lemmas(&mut self, text: &str) -> Vec<LemmaId> {
        let mut parts: Vec<&str> = Vec::new();
        super::tokens::tokens(text, |token| parts.push(token.span.of(text)));
        let alone = parts.len() == 1;
        if alone && self.grammar.is_preposition(text) {
            return vec![self.grammar.lemma(text, WordClass::Exact, self.words)];
        }
        let class = if alone { WordClass::Any } else { WordClass::Exact };
        let last = parts.len().saturating_sub(1);
        let classes = (0..parts.len()).map(|at| if at == last { WordClass::Any } else { class });
        parts.iter().zip(classes).map(|(part, class)| self.grammar.lemma(part, class, self.words)).collect()
    }

    fn category(&self, word: &str) -> Category {
        self.grammar.category(self.words.id(&word.to_lowercase()))
    }

    fn slot(&self, slot: &FrameSlot) -> Result<Slot, String> {
        let role = match slot.role.as_str() {
            "s" => Role::Subject,
            "o" => Role::Object,
            "value" => Role::Value,
            "from" => Role::From,
            "role" => Role::Post,
            "noun" => Role::Noun,
            "place" => Role::Place,
            "date" => Role::Date,
            "x" | "period" | "unit" => Role::Any,
            "src" => Role::Source,
            other => {
                return Err(format!(
                    "unknown role {{{other}}}; s, o, value, from, x, role, noun, place, date are known"
                ));
            }
        };
        let (mut classes, mut unit) = (0, Unit::Any);
        for class in &slot.classes {
            match class.as_str() {
                "Percent" => unit = Unit::Percent,
                "Money" => unit = Unit::Money,
                "Count" => unit = Unit::Count,
                "Title" | "Date" | "*" => {}
                name => match self.ontology.class(name) {
                    Some(class) => classes |= 1 << class.0,
                    None => return Err(format!("unknown class `{name}`")),
                },
            }
        }
        if slot.classes.is_empty() {
            classes = match role {
                Role::Subject => self.domain,
                Role::Object => self.range,
                _ => 0,
            };
        }
        let adjective = slot.link == Link::Adjective;
        Ok(Slot { role, classes, unit, literal: slot.literal, explicit: !slot.classes.is_empty(), adjective })
    }

    /// All realisations of a noun or phrase frame's variant. `exactly` keeps it as written.
    ///
    /// # Errors
    /// Where the variant has no anchor, or an unknown role or class: in words.
    pub fn nouns(&mut self, items: &[Item], meaning: Meaning, exactly: bool) -> Result<Vec<NounPattern>, String> {
        let anchor_item = items
            .iter()
            .position(is_head)
            .or_else(|| {
                items.iter().position(
                    |item| matches!(item, Item::Word { text, .. } if text != "," && !self.grammar.is_preposition(text)),
                )
            })
            .or_else(|| items.iter().position(|item| matches!(item, Item::Word { .. })));
        let anchor_item = anchor_item.ok_or("a noun frame needs a word or a post as its head")?;
        let mut sequences = self.sequences(items, anchor_item, exactly)?;
        // «the purchase of {o} by {s}»: who does it may be told elsewhere.
        if let ([rest @ .., Item::Word { text, .. }, Item::Slot(slot)], false) = (items, exactly)
            && slot.role == "s"
            && anchor_item < rest.len()
            && self.is_agent(text)
        {
            let doer = (Element { step: Step::Doer(self.slot(slot)?), skip: 0 }, false);
            let agentless = self.sequences(rest, anchor_item, exactly)?;
            let named = |steps: &Vec<(Element, bool)>| {
                !steps.iter().any(|(element, _)| matches!(element.step, Step::Anaphor(_) | Step::Doer(_)))
            };
            sequences.extend(agentless.into_iter().filter(named).map(|steps| [vec![doer], steps].concat()));
        }
        let patterns = sequences.into_iter().filter_map(|steps| {
            let anchor = steps.iter().position(|(_, anchor)| *anchor)?;
            let elements: Vec<Element> = steps.into_iter().map(|(element, _)| element).collect();
            let mut gate = Gate::default();
            for element in &elements {
                match element.step {
                    Step::Word(lemma) => gate.words |= Gate::bits(lemma),
                    Step::Slot(slot) | Step::Anaphor(slot) | Step::Doer(slot) => gate.slot(slot),
                    _ => {}
                }
            }
            Some(NounPattern { meaning: Meaning { gate, ..meaning }, elements, anchor })
        });
        Ok(patterns.collect())
    }

    /// Whether a word is the preposition of an agent and of nothing else.
    fn is_agent(&self, word: &str) -> bool {
        let category = self.grammar.category(self.words.id(word));
        category.is(Category::AGENT) && !category.is(Category::GENITIVE)
    }

    /// All ways to write the items one after another.
    fn sequences(&mut self, items: &[Item], anchor: usize, exactly: bool) -> Result<Vec<Vec<(Element, bool)>>, String> {
        let mut sequences: Vec<Vec<(Element, bool)>> = vec![Vec::new()];
        let mut at = 0;
        while at < items.len() {
            let (step_count, choices) = self.realisations(items, at, anchor, exactly)?;
            sequences = sequences
                .iter()
                .flat_map(|before| choices.iter().map(move |choice| before.iter().chain(choice).copied().collect()))
                .collect();
            at += step_count;
        }
        Ok(sequences)
    }

    /// How the items from `at` on may be written: how many items are meant, and each way as steps with the anchor
    /// marked.
    #[expect(clippy::type_complexity, reason = "local to the compiler of frames")]
    fn realisations(
        &mut self,
        items: &[Item],
        at: usize,
        anchor: usize,
        exactly: bool,
    ) -> Result<(usize, Vec<Vec<(Element, bool)>>), String> {
        let link = |at: usize| match items.get(at) {
            Some(Item::Slot(slot)) => slot.link,
            _ => Link::None,
        };
        // A noun group: words (or a post) with a possessor on one side, an apposition on the other.
        let mut end = at;
        let (mut possessor, mut apposition, mut noun): (Option<Slot>, Option<Slot>, Vec<(Element, bool)>) =
            (None, None, Vec::new());
        while let Some(item) = items.get(end).filter(|_| !exactly) {
            match item {
                Item::Slot(slot) if link(end) == Link::Possessor && possessor.is_none() => {
                    possessor = Some(self.slot(slot)?);
                }
                Item::Slot(slot) if link(end) == Link::Apposition && apposition.is_none() && !noun.is_empty() => {
                    apposition = Some(self.slot(slot)?);
                }
                Item::Word { text, .. } if apposition.is_none() && !self.ends_group(text, possessor, &noun) => {
                    noun.extend(self.word_elements(text, end == anchor, noun.is_empty()));
                }
                Item::Slot(slot) if slot.role == "role" && apposition.is_none() && noun.is_empty() => {
                    noun.push((Element { step: Step::Slot(self.slot(slot)?), skip: 3 }, end == anchor));
                }
                _ => break,
            }
            end += 1;
        }
        if let (Some(possessor), false) = (possessor, noun.is_empty()) {
            return Ok((end - at, self.possessed(possessor, &noun, apposition)));
        }
        let steps = match &items[at] {
            Item::Slot(slot) => vec![(Element { step: Step::Slot(self.slot(slot)?), skip: 4 }, at == anchor)],
            Item::Gap(most) => vec![(Element { step: Step::Gap(*most), skip: 0 }, false)],
            Item::Word { text, .. } if text == "," => vec![(Element { step: Step::Comma, skip: 0 }, at == anchor)],
            Item::Word { text, .. } => self.word_elements(text, at == anchor, true),
            Item::Group { .. } => return Err("a group within a group was not flattened".to_owned()),
        };
        // A plain word in apposition to a slot right behind it: «rival {o/app}».
        if let (Item::Word { .. }, Some(Item::Slot(next)), Link::Apposition, false) =
            (&items[at], items.get(at + 1), link(at + 1), exactly)
        {
            let slot = Element { step: Step::Slot(self.slot(next)?), skip: 3 };
            let comma = Element { step: Step::Comma, skip: 0 };
            let plain: Vec<_> = steps.iter().copied().chain([(slot, false)]).collect();
            let apart: Vec<_> = steps.iter().copied().chain([(comma, false), (slot, false)]).collect();
            return Ok((2, vec![plain, apart]));
        }
        Ok((1, vec![steps]))
    }

    fn ends_group(&self, text: &str, possessor: Option<Slot>, noun: &[(Element, bool)]) -> bool {
        text == "," || self.grammar.is_preposition(text) || (possessor.is_some() && noun.len() > 4)
    }

    fn word_elements(&mut self, text: &str, anchor: bool, first: bool) -> Vec<(Element, bool)> {
        let lemmas = self.lemmas(text);
        let glued = text.starts_with('-');
        let elements = lemmas.into_iter().enumerate().map(|(at, lemma)| {
            let skip = if at == 0 && first && !glued { 3 } else { u8::from(at == 0 && !glued) * 2 };
            (Element { step: Step::Word(lemma), skip }, anchor && at == usize::from(glued))
        });
        elements.collect()
    }

    /// Every way to write a noun with its possessor, and with a name in apposition.
    fn possessed(
        &self,
        possessor: Slot,
        noun: &[(Element, bool)],
        apposition: Option<Slot>,
    ) -> Vec<Vec<(Element, bool)>> {
        // A possessor is one name: what follows it in a list belongs to the noun.
        let possessor = Slot { literal: true, ..possessor };
        let plain = |step: Step, skip: u8| (Element { step, skip }, false);
        let owner = |skip: u8| plain(Step::Slot(possessor), skip);
        let traits = self.grammar.traits;
        let join = |parts: &[&[(Element, bool)]]| parts.concat();
        let mut tight = noun.to_vec();
        tight[0].0.skip = tight[0].0.skip.max(3);
        let mut glued = noun.to_vec();
        glued[0].0.skip = 0;
        let unnamed = if apposition.is_some() { Step::Anaphor(possessor) } else { Step::Doer(possessor) };
        let mut before =
            vec![join(&[&[owner(3), plain(Step::PossessiveMark, 0)], &tight]), join(&[&[plain(unnamed, 0)], noun])];
        let mut after = vec![join(&[noun, &[plain(Step::Genitive, 2), owner(4)]])];
        if traits.verb_second {
            before.push(join(&[&[owner(3), plain(Step::Hyphen, 0)], &glued]));
            after.push(join(&[noun, &[owner(0), plain(Step::PossessiveMark, 0)]]));
        } else if traits.head_final {
            let mut near = noun.to_vec();
            near[0].0.skip = 2;
            before.push(join(&[&[owner(3)], &near]));
        } else {
            after.push(join(&[noun, &[owner(u8::from(traits.voice_prefix) * 2)]]));
        }
        let Some(apposition) = apposition else {
            before.extend(after);
            return before;
        };
        let name = |skip: u8| plain(Step::Slot(apposition), skip);
        let comma = plain(Step::Comma, 0);
        let mut out = Vec::new();
        for group in before.iter().chain(&after) {
            out.push(join(&[group, &[name(2)]]));
            out.push(join(&[group, &[comma, name(3)]]));
            let mut loose = group.clone();
            loose[0].0.skip = 6;
            out.push(join(&[&[name(0), comma], &loose]));
            out.push(join(&[&[name(0), plain(Step::Copula, 3)], &loose]));
        }
        out.push(join(&[noun, &[name(1), plain(Step::Genitive, 0), owner(3)]]));
        out
    }
}

fn is_head(item: &Item) -> bool {
    match item {
        Item::Word { head, .. } | Item::Group { head, .. } => *head,
        Item::Slot(slot) => slot.head,
        Item::Gap(_) => false,
    }
}
