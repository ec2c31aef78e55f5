//! Finds what sentences mention: amounts and dates.

mod amounts;
mod calendar;
mod dates;
mod notation;
mod phrases;

#[cfg(test)]
mod testing;

pub use amounts::{NumberWords, amounts};
pub use dates::{DateWords, dates};
