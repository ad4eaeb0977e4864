//! What single numerals mean.

/// The longest numeral, in bytes.
pub(in super::super) const LONGEST: usize = 16;

/// One word of a written number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Term {
    /// `zero` to `nineteen`
    Small(f64),
    /// `twenty` to `ninety`
    Tens(f64),
    /// `hundred`, `thousand`, `million`, `lakh`
    Scale(f64),
    /// `hundreds`, `thousands`: a vague count when nothing stands before it.
    Scales(f64),
    /// `dozen`
    Dozen,
    /// `dozens`
    Dozens,
    /// `first` to `nineteenth`
    Ordinal(f64),
    /// `twentieth` to `ninetieth`
    TensOrdinal(f64),
    /// `hundredth`, `thousandth`
    ScaleOrdinal(f64),
    /// `half`, `halves`, `quarter`, `quarters`, `thirds`, `fifths`: so many make a whole.
    Part(f64),
    /// `couple`, `pair`
    Couple,
    /// A vague count or another word that the reader knows.
    Other,
}

/// What the word means in a number, whatever its case.
pub(super) fn term(word: &str) -> Option<Term> {
    let mut buffer = [0; LONGEST];
    meaning(lower(word, &mut buffer)?)
}

/// The word in small letters, without an allocation; `None` when it is longer than any numeral.
pub(in super::super) fn lower<'a>(word: &str, buffer: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok()
}

fn meaning(word: &str) -> Option<Term> {
    small(word)
        .map(Term::Small)
        .or_else(|| tens(word).map(Term::Tens))
        .or_else(|| scale(word).map(Term::Scale))
        .or_else(|| word.strip_suffix('s').and_then(scale).map(Term::Scales))
        .or_else(|| ordinal(word))
        .or_else(|| other(word))
}

/// The value of `first` to `ninetieth`.
pub(in super::super) fn ordinal_value(word: &str) -> Option<f64> {
    match term(word)? {
        Term::Ordinal(value) | Term::TensOrdinal(value) => Some(value),
        _ => None,
    }
}

fn small(word: &str) -> Option<f64> {
    Some(match word {
        "zero" | "naught" | "nil" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        _ => return None,
    })
}

fn tens(word: &str) -> Option<f64> {
    Some(match word {
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" | "fourty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "lakh" | "lkh" => 1e5,
        "million" | "mn" | "mln" => 1e6,
        "crore" => 1e7,
        "billion" | "bn" | "bln" => 1e9,
        "trillion" | "trn" | "tln" => 1e12,
        _ => return None,
    })
}

fn ordinal(word: &str) -> Option<Term> {
    let small = match word {
        "first" => 1.0,
        "second" => 2.0,
        "third" => 3.0,
        "fifth" => 5.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "twelfth" => 12.0,
        _ => {
            let stem = word.strip_suffix("th")?;
            let tens_stem = stem.strip_suffix("ie");
            return small(stem)
                .map(Term::Ordinal)
                .or_else(|| tens_stem.and_then(tens_of_stem).map(Term::TensOrdinal))
                .or_else(|| scale(stem).map(Term::ScaleOrdinal));
        }
    };
    Some(Term::Ordinal(small))
}

/// `twent` of `twentieth`.
fn tens_of_stem(stem: &str) -> Option<f64> {
    Some(match stem {
        "twent" => 20.0,
        "thirt" => 30.0,
        "fort" => 40.0,
        "fift" => 50.0,
        "sixt" => 60.0,
        "sevent" => 70.0,
        "eight" => 80.0,
        "ninet" => 90.0,
        _ => return None,
    })
}

fn other(word: &str) -> Option<Term> {
    Some(match word {
        "dozen" => Term::Dozen,
        "dozens" => Term::Dozens,
        "half" | "halves" => Term::Part(2.0),
        "quarter" | "quarters" | "fourths" => Term::Part(4.0),
        "thirds" => Term::Part(3.0),
        "fifths" => Term::Part(5.0),
        "sixths" => Term::Part(6.0),
        "sevenths" => Term::Part(7.0),
        "eighths" => Term::Part(8.0),
        "ninths" => Term::Part(9.0),
        "tenths" => Term::Part(10.0),
        "couple" | "pair" => Term::Couple,
        "score" | "scores" | "tens" | "handful" | "several" | "many" | "few" | "numerous" | "number"
        | "both" | "twin" | "none" | "no" | "nobody" | "noone" => Term::Other,
        _ => return None,
    })
}
