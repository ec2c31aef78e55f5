//! What the page and programs ask: parts of the graph, entities, claims, articles, names and sentences.

use crate::{
    ALL,
    http::{self, get},
    shared,
};

fn json(answer: &http::Answer) -> serde_json::Value {
    serde_json::from_slice(&answer.body).expect("JSON")
}

#[test]
fn the_api_never_sends_more_than_the_page_draws() {
    let address = shared();
    let all = json(&get(address, "/api/graph?limit=100000", ALL).expect(200, &[]));
    assert!(all["entities"].as_array().expect("entities").len() <= 300);
    let few = json(&get(address, "/api/graph?limit=5", ALL).expect(200, &[]));
    let drawn = few["entities"].as_array().expect("entities");
    let ids: Vec<&str> = drawn.iter().filter_map(|entity| entity["id"].as_str()).collect();
    assert_eq!(ids.len(), 5);
    assert_eq!(few["left_out"]["entities"].as_u64(), few["matching"]["entities"].as_u64().map(|all| all - 5));
    for claim in few["claims"].as_array().expect("claims") {
        assert!(ids.contains(&claim["subject"]["id"].as_str().expect("a subject")), "{claim}");
        assert!(
            claim["object"].is_null() || ids.contains(&claim["object"]["id"].as_str().expect("an object")),
            "{claim}"
        );
    }
    let around = json(&get(address, "/api/graph?around=Tejovolt&limit=2", ALL).expect(200, &[]));
    assert_eq!(around["entities"][0]["label"], "Tejovolt");
    assert_eq!(around["entities"].as_array().map(Vec::len), Some(2));
    let next = json(&get(address, "/api/graph?around=Tejovolt&limit=2&skip=1", ALL).expect(200, &[]));
    assert_ne!(next["entities"][1]["id"], around["entities"][1]["id"]);
    let german = json(&get(address, "/api/graph?lang=de&relation=partnersWith", ALL).expect(200, &[]));
    for claim in german["claims"].as_array().expect("claims") {
        assert_eq!(
            (claim["relation"].as_str(), &claim["languages"]),
            (Some("partnersWith"), &serde_json::json!(["de"]))
        );
    }
    let both = json(&get(address, "/api/graph?only=tejovolt,brueckmann", ALL).expect(200, &[]));
    assert_eq!(both["entities"].as_array().map(Vec::len), Some(2), "{both}");
    get(address, "/api/graph?around=Tejovold", ALL).expect(404, &["no entity is called", "Tejovolt"]);
    get(address, "/api/graph?lmit=3", ALL).expect(400, &["known are around"]);
    get(address, "/api/graph?limit=x", ALL).expect(400, &["`limit` cannot be `x`"]);
}

#[test]
fn entities_claims_and_articles_can_be_followed() {
    let address = shared();
    let entity = json(&get(address, "/api/entity/Tejovolt", ALL).expect(200, &[]));
    let id = entity["id"].as_str().expect("an id");
    assert!(entity["about"].as_array().is_some_and(|claims| !claims.is_empty()));
    let claim = entity["about"][0]["id"].as_str().expect("an id");
    let full = json(&get(address, &format!("/api/claim/{claim}"), ALL).expect(200, &[]));
    let proof = full["proof"].as_array().expect("evidence");
    assert_eq!(Some(proof.len() as u64), full["evidence"].as_u64());
    for one in proof {
        let roles: Vec<&str> =
            one["segments"].as_array().expect("parts").iter().filter_map(|part| part["mark"].as_str()).collect();
        assert!(roles.contains(&"trigger") && roles.contains(&"subject"), "{one}");
    }
    let article = proof[0]["article"]["id"].as_str().expect("an id");
    let text = json(&get(address, &format!("/api/article/{article}"), ALL).expect(200, &[]));
    let words: String =
        text["segments"].as_array().expect("parts").iter().filter_map(|part| part["text"].as_str()).collect();
    let sentence: String =
        proof[0]["segments"].as_array().expect("parts").iter().filter_map(|part| part["text"].as_str()).collect();
    assert!(words.contains(&sentence), "{words}");
    // The parts of the sentence are found by where it begins.
    let is_here = |part: &&serde_json::Value| {
        let marks = part["mark"].as_array().map_or(&[][..], Vec::as_slice);
        marks.iter().any(|mark| mark["role"] == "sentence" && mark["at"] == proof[0]["start"])
    };
    let here = text["segments"].as_array().expect("parts").iter().filter(is_here);
    assert_eq!(here.filter_map(|part| part["text"].as_str()).collect::<String>(), sentence);
    for (kind, id) in [("entity", id), ("claim", claim), ("article", article)] {
        let path = format!("/{kind}/{id}");
        get(address, &format!("{path}.ttl"), ALL).expect(200, &["@prefix", id]);
        get(address, &path, "text/turtle").expect(200, &["@prefix"]);
        get(address, &path, "application/ld+json").expect(200, &["\"@id\""]);
        get(address, &path, "application/json").expect(200, &["\"id\""]);
        assert_eq!(json(&get(address, &format!("{path}.json"), ALL).expect(200, &[]))["id"], id);
        let page = get(address, &path, "text/html,application/xhtml+xml,*/*;q=0.8");
        assert_eq!((page.status, page.header("location")), (303, format!("/#{path}").as_str()));
        get(address, &format!("{path}-none"), "text/turtle").expect(404, &["hint: "]);
    }
    get(address, "/entity/Tejovold.ttl", ALL).expect(404, &["nearest names are \"Tejovolt\""]);
    get(address, "/api/claim/none", ALL).expect(404, &["\"hint\""]);
}

#[test]
fn search_finds_names_and_sentences() {
    let address = shared();
    let found = json(&get(address, "/api/search?q=tejo", ALL).expect(200, &[]));
    assert_eq!(found["entities"][0]["label"], "Tejovolt");
    assert!(found["sentences"].as_array().is_some_and(|all| !all.is_empty()));
    let both = json(&get(address, "/api/search?q=tejovolt%20alliance", ALL).expect(200, &[]));
    for one in both["sentences"].as_array().expect("sentences") {
        let text: String =
            one["segments"].as_array().expect("parts").iter().filter_map(|part| part["text"].as_str()).collect();
        assert!(text.to_lowercase().contains("tejovolt") && text.contains("alliance"), "{text}");
    }
    let none = json(&get(address, "/api/search?q=", ALL).expect(200, &[]));
    assert_eq!(none["matching"]["entities"], 0);
    let start = json(&get(address, "/api/overview", ALL).expect(200, &[]));
    assert!(
        start["counts"]["claims"].as_u64() > Some(10) && start["queries"].as_array().is_some_and(|all| all.len() >= 15)
    );
    assert_eq!(json(&get(address, "/api/articles", ALL).expect(200, &[])).as_array().map(Vec::len), Some(14));
}
