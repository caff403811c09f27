//! The secret that a page must show before it may write.

use std::{fmt, io};

use constant_time_eq::constant_time_eq;

/// 256 random bits in hexadecimal digits, made anew at each start and known to pages of this
/// server only: a program or page that cannot read them cannot write.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    pub(super) fn random() -> io::Result<Self> {
        let mut bits = [0; 32];
        getrandom::fill(&mut bits).map_err(io::Error::other)?;
        let halves = bits.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let digits = halves.filter_map(|half| char::from_digit(half.into(), 16));
        Ok(Self(digits.collect()))
    }

    /// As pages send it, in the header `X-Concord-Token`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the token. Takes as long for any that has its length.
    pub(super) fn is(&self, shown: &[u8]) -> bool {
        constant_time_eq(self.0.as_bytes(), shown)
    }
}

/// Never shows it, as what is printed ends in logs.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_different_and_secret() {
        let token = Token::random().expect("random bits");
        let other = Token::random().expect("random bits");
        assert_eq!(token.as_str().len(), 64);
        assert_ne!(token.as_str(), other.as_str());
        assert!(token.is(token.as_str().as_bytes()));
        assert!(!token.is(other.as_str().as_bytes()));
        assert!(!token.is(&token.as_str().as_bytes()[..63]));
        assert!(!token.is(b""));
        assert_eq!(format!("{token:?}"), "Token");
    }
}
