//! The part of the graph that the page draws: the best supported entities, or the neighbourhood of one.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
};

use serde_json::{Value, json};

use super::{index::Index, refusal::Refusal, view::View};
use crate::{
    export::Selection,
    model::{Claim, Date, Graph, Language, Object, Polarity},
    query::entity,
};

/// Entities drawn, unless asked for otherwise, and at most.
const USUAL: usize = 60;
pub(super) const MOST: usize = 300;
/// Claims sent: a table of more is not read.
const CLAIMS: usize = 2000;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    selection: Selection,
    around: Option<String>,
    /// Ids of entities; no others are sent. Empty for all.
    only: BTreeSet<String>,
    hops: usize,
    limit: usize,
    skip: usize,
}

impl Wanted {
    /// The neighbourhood of an entity, by name or id.
    pub(super) fn around(name: &str, hops: usize, limit: usize) -> Self {
        let (hops, limit) = (hops.clamp(1, 5), limit.clamp(1, MOST));
        Self { around: Some(name.to_owned()), hops, limit, ..Self::default() }
    }

    /// Reads the parameters of an address; an unknown name or value is told.
    pub(super) fn read(parameters: &str) -> Result<Self, Refusal> {
        let mut wanted = Self { hops: 1, limit: USUAL, ..Self::default() };
        for (name, value) in form_urlencoded::parse(parameters.as_bytes()) {
            let list = || value.split(',').filter(|part| !part.is_empty()).map(str::to_owned);
            let selection = &mut wanted.selection;
            match name.as_ref() {
                _ if value.is_empty() => {}
                "around" => wanted.around = Some(value.into_owned()),
                "only" => wanted.only.extend(list()),
                "hops" => wanted.hops = parsed::<usize>(&name, &value)?.clamp(1, 5),
                "limit" => wanted.limit = parsed::<usize>(&name, &value)?.clamp(1, MOST),
                "skip" => wanted.skip = parsed(&name, &value)?,
                "relation" => selection.relations.extend(list()),
                "type" => selection.types.extend(list()),
                "source" => selection.sources.push(value.into_owned()),
                "lang" => {
                    for code in list() {
                        let language = Language::new(&code).ok_or_else(|| cannot(&name, &code))?;
                        selection.languages.push(language);
                    }
                }
                "polarity" => {
                    selection.polarity = Some(match value.as_ref() {
                        "affirmed" => Polarity::Affirmed,
                        "denied" => Polarity::Denied,
                        other => return Err(cannot(&name, other)),
                    });
                }
                "since" => selection.since = Some(parsed::<Date>(&name, &value)?),
                "until" => selection.until = Some(parsed::<Date>(&name, &value)?),
                "min" => selection.min_evidence = Some(parsed(&name, &value)?),
                other => {
                    let known =
                        "around, only, hops, limit, skip, relation, type, source, lang, polarity, since, until, min";
                    return Err(Refusal::bad(format!("there is no parameter `{other}`"), format!("known are {known}")));
                }
            }
        }
        Ok(wanted)
    }
}

fn parsed<T: FromStr>(name: &str, value: &str) -> Result<T, Refusal> {
    value.parse().map_err(|_| cannot(name, value))
}

fn cannot(name: &str, value: &str) -> Refusal {
    let hint = "days are YYYY-MM-DD, languages codes such as `de`, polarity `affirmed` or `denied`, the rest numbers";
    Refusal::bad(format!("`{name}` cannot be `{value}`"), hint)
}

/// Entities and the claims between them, and how much more there is.
pub(super) fn part(view: View<'_>, wanted: &Wanted) -> Result<Value, Refusal> {
    let whole = view.graph();
    let centre = match &wanted.around {
        Some(name) => Some(entity(whole, &view.known.ontology, name).map_err(|nearest| unknown(name, &nearest))?),
        None => None,
    };
    let part = if wanted.selection.is_empty() {
        Cow::Borrowed(whole)
    } else {
        Cow::Owned(wanted.selection.apply(whole, &view.known.ontology))
    };
    let of_part;
    let index = match &part {
        Cow::Borrowed(_) => &view.loaded.index,
        Cow::Owned(part) => {
            of_part = Index::of(part);
            &of_part
        }
    };
    let near = centre.map(|centre| neighbourhood(&part, index, &centre.id, wanted.hops));
    let mut ranked: Vec<(usize, std::cmp::Reverse<usize>, &str)> = index
        .weights()
        .filter(|(id, _)| wanted.only.is_empty() || wanted.only.contains(*id))
        .filter_map(|(id, weight)| {
            let far = near.as_ref().map_or(Some(1), |near| near.get(id).copied())?;
            Some((far, std::cmp::Reverse(weight), id))
        })
        .collect();
    ranked.sort_unstable();
    let all = ranked.len();
    // The centre stands first, and stays whatever is skipped.
    let first = usize::from(centre.is_some() && !ranked.is_empty());
    let kept = ranked.iter().take(first).chain(ranked.iter().skip(first + wanted.skip));
    let chosen: Vec<&str> = kept.take(wanted.limit).map(|(_, _, id)| *id).collect();
    let drawn: BTreeSet<&str> = chosen.iter().copied().collect();
    let between = |claim: &&Claim| match &claim.key.object {
        Object::Entity(object) => drawn.contains(claim.key.subject.as_str()) && drawn.contains(object.as_str()),
        Object::Quantity(_) => drawn.contains(claim.key.subject.as_str()),
    };
    let about: BTreeSet<usize> = chosen.iter().flat_map(|id| index.claims_of(id)).copied().collect();
    let mut claims: Vec<&Claim> = about.into_iter().filter_map(|at| part.claims.get(at)).filter(between).collect();
    let between_them = claims.len();
    claims.sort_by(|a, b| b.evidence.len().cmp(&a.evidence.len()).then_with(|| a.id.cmp(&b.id)));
    claims.truncate(CLAIMS);
    let entities = chosen.iter().filter_map(|id| Some(view.entity(whole.entity(id)?)));
    Ok(json!({
        "around": centre.map(|centre| centre.id.as_str()),
        "entities": entities.collect::<Vec<_>>(),
        "claims": claims.iter().map(|claim| view.claim(&part, claim)).collect::<Vec<_>>(),
        "matching": {"entities": all, "claims": part.claims.len()},
        "left_out": {
            "entities": all.saturating_sub(chosen.len() + wanted.skip),
            "claims": between_them.saturating_sub(claims.len()),
        },
        "total": {"entities": view.loaded.index.entities(), "claims": whole.claims.len()},
    }))
}

/// The refusal for a name that nobody has.
pub(super) fn unknown(name: &str, nearest: &[&str]) -> Refusal {
    let names: Vec<String> = nearest.iter().map(|name| format!("\"{name}\"")).collect();
    let hint = if names.is_empty() {
        "the graph is empty".to_owned()
    } else {
        format!("the nearest names are {}", names.join(", "))
    };
    Refusal::new(axum::http::StatusCode::NOT_FOUND, format!("no entity is called \"{name}\""), hint)
}

/// Entities by how many claims they are away.
fn neighbourhood<'g>(graph: &'g Graph, index: &Index, centre: &'g str, hops: usize) -> BTreeMap<&'g str, usize> {
    let mut far = BTreeMap::from([(centre, 0)]);
    let mut last = vec![centre];
    for hop in 1..=hops {
        let mut next: Vec<&str> = Vec::new();
        for claim in last.iter().flat_map(|id| index.claims_of(id)).filter_map(|&at| graph.claims.get(at)) {
            let Object::Entity(object) = &claim.key.object else { continue };
            for id in [claim.key.subject.as_str(), object] {
                if !far.contains_key(id) {
                    far.insert(id, hop);
                    next.push(id);
                }
            }
        }
        last = next;
    }
    far
}
