//! The answer to a request that cannot be met: a status, what is wrong, and what to do.

use axum::{
    Json,
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::query;

/// A request that is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) message: String,
    pub(super) hint: String,
    /// Methods that are allowed, where another was used.
    allow: Option<&'static str>,
    /// Seconds after which to try again.
    retry: Option<u32>,
    json: bool,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { status, message: message.into(), hint: hint.into(), allow: None, retry: None, json: false }
    }

    pub(super) fn bad(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message, hint)
    }

    pub(super) fn method(method: &Method, allow: &'static str) -> Self {
        let hint = format!("it is read-only and answers {allow}");
        let refusal = Self::new(StatusCode::METHOD_NOT_ALLOWED, format!("{method} is not possible here"), hint);
        Self { allow: Some(allow), ..refusal }
    }

    pub(super) fn busy() -> Self {
        let hint = "try again in a second; fewer queries at a time are answered sooner";
        let refusal = Self::new(StatusCode::SERVICE_UNAVAILABLE, "too many queries are waiting", hint);
        Self { retry: Some(1), ..refusal }
    }

    /// The same as JSON, for the API.
    pub(super) fn in_json(self) -> Self {
        Self { json: true, ..self }
    }
}

impl From<query::Error> for Refusal {
    fn from(error: query::Error) -> Self {
        let status = match &error {
            query::Error::Timeout(_) => StatusCode::GATEWAY_TIMEOUT,
            query::Error::TooLong(_) | query::Error::Memory => StatusCode::UNPROCESSABLE_ENTITY,
            query::Error::Output(_) => StatusCode::UNPROCESSABLE_ENTITY,
            query::Error::Evaluation(_) => StatusCode::INTERNAL_SERVER_ERROR,
            query::Error::Form { .. } | query::Error::UnknownForm(_) => StatusCode::NOT_ACCEPTABLE,
            _ => StatusCode::BAD_REQUEST,
        };
        Self::new(status, error.to_string(), error.hint().unwrap_or_default())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let hint = (!self.hint.is_empty()).then_some(self.hint);
        let mut response = if self.json {
            (self.status, Json(json!({"error": self.message, "hint": hint}))).into_response()
        } else {
            let hint = hint.map_or(String::new(), |hint| format!("hint: {hint}\n"));
            let text = format!("error: {}\n{hint}", self.message);
            (self.status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
        };
        let headers = response.headers_mut();
        if let Some(allow) = self.allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(allow));
        }
        if let Some(seconds) = self.retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
