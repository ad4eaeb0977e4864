//! What a run of digits means by itself: `1,300`, `4th`, `13:56`, `10k`, `1990s`.

/// What digits, with the letters glued to them, are.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Form {
    /// `12`, `1,300`, `2.5`, `12,34,567`, `10k`
    Plain(Plain),
    /// `4th`
    Ordinal(f64),
    /// `13:56`, `7pm`
    Clock(f64),
    /// `1/2`
    Fraction(f64),
    /// `9/11`, `06/28/2011`, `28.06.2011`, `1990s`
    Calendar(f64),
    /// `80mph`, `7m`: a number with the unit glued to it.
    Glued(f64),
    /// `1.2.3`, `3G`, `1,2`: a version, a name, a list.
    Label(f64),
}

/// A number in digits.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one trait of how a number is written")]
pub(super) struct Plain {
    pub(super) value: f64,
    /// How many digits stand before any point or comma that is no grouping.
    pub(super) digits: usize,
    /// Whether there is nothing but digits.
    pub(super) bare: bool,
    /// Whether it begins with a superfluous 0.
    pub(super) padded: bool,
    /// Whether its groups form no number: `45,00`.
    pub(super) malformed: bool,
    /// Whether they form none unless it is a decimal comma, as in `45,31`.
    pub(super) doubtful: bool,
    /// Whether letters stood for a scale: `10k`.
    pub(super) scaled: bool,
}

/// Reads one piece of a token that begins with a digit.
pub(super) fn read(piece: &str) -> Form {
    let end = piece.find(|ch: char| !matches!(ch, '0'..='9' | '.' | ',' | ':' | '/')).unwrap_or(piece.len());
    let (digits, letters) = piece.split_at_checked(end).unwrap_or((piece, ""));
    let form = separated(digits);
    match (form, letters) {
        (_, "") => form,
        (Form::Plain(plain), _) => with_letters(plain, letters),
        (Form::Clock(value), _) if is_half_of_day(letters) => Form::Clock(value),
        _ => Form::Label(0.0),
    }
}

fn with_letters(plain: Plain, letters: &str) -> Form {
    let is = |list: &[&str]| list.iter().any(|it| letters.eq_ignore_ascii_case(it));
    let scaled = |scale: f64| Form::Plain(Plain { value: plain.value * scale, scaled: true, ..plain });
    if is(&["st", "nd", "rd", "th"]) {
        return if plain.bare { Form::Ordinal(plain.value) } else { Form::Label(plain.value) };
    }
    if letters == "s" {
        let decade = plain.bare && matches!(plain.digits, 2 | 4) && plain.value % 10.0 == 0.0;
        return if decade { Form::Calendar(plain.value) } else { Form::Label(plain.value) };
    }
    if let Some(part) = vulgar(letters) {
        return Form::Plain(Plain { value: plain.value + part, bare: false, ..plain });
    }
    match letters {
        "M" => scaled(1e6),
        // "100m" is a race; only the sign of money makes it a sum, which the reader sees.
        "m" => Form::Glued(plain.value),
        "B" | "b" => scaled(1e9),
        "T" => scaled(1e12),
        "k" | "K" => scaled(1e3),
        _ if is(&["mn", "mln"]) => scaled(1e6),
        _ if is(&["bn", "bln"]) => scaled(1e9),
        _ if is(&["tn", "trn", "tln"]) => scaled(1e12),
        _ if is_half_of_day(letters) => Form::Clock(plain.value),
        // "3h", "500g"; "3G" and "3D" are names.
        "h" | "g" | "l" => Form::Glued(plain.value),
        _ if is(UNITS) => Form::Glued(plain.value),
        _ => Form::Label(plain.value),
    }
}

/// Units that are written behind a number without a space.
const UNITS: &[&str] = &[
    "km", "kms", "kmh", "kph", "mph", "cm", "mm", "ft", "in", "kg", "kgs", "mg", "lb", "lbs", "oz", "hr",
    "hrs", "min", "mins", "sec", "secs", "mw", "gw", "kw", "hz", "mhz", "ghz", "mb", "gb", "tb", "yr", "yrs",
    "cc", "ha", "sq",
];

fn is_half_of_day(letters: &str) -> bool {
    letters.eq_ignore_ascii_case("am") || letters.eq_ignore_ascii_case("pm")
}

/// The value of `½`, `¼` and their kin.
pub(super) fn vulgar(sign: &str) -> Option<f64> {
    Some(match sign {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅕" => 0.2,
        "⅛" => 0.125,
        _ => return None,
    })
}

/// The form of digits with points, commas, colons and slashes.
fn separated(digits: &str) -> Form {
    let has = |sign: char| digits.contains(sign);
    if has(':') {
        return clock(digits);
    }
    if has('/') {
        return slashed(digits);
    }
    match (has(','), has('.')) {
        (false, false) => whole(digits),
        (false, true) => pointed(digits),
        (true, _) => grouped(digits),
    }
}

fn clock(digits: &str) -> Form {
    let mut parts = digits.split(':');
    let (hour, minute) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let is_clock = hour.len() <= 2 && value(hour) <= 24.0 && minute.len() == 2 && value(minute) < 60.0;
    if is_clock { Form::Clock(value(hour)) } else { Form::Label(value(hour)) }
}

/// `1/2` is a fraction, `9/11` a day; `24/7` and the rest are names.
fn slashed(digits: &str) -> Form {
    let mut parts = digits.split('/');
    let (Some(over), Some(under), last) = (parts.next(), parts.next(), parts.next()) else {
        return Form::Label(0.0);
    };
    let (a, b) = (value(over), value(under));
    if last.is_some() {
        return Form::Calendar(a);
    }
    let proper = a > 0.0 && a < b && !over.starts_with('0') && !under.starts_with('0');
    if proper && matches!(under, "2" | "3" | "4" | "5" | "6" | "8" | "10") {
        return Form::Fraction(a / b);
    }
    let is_day = |month: f64, day: f64| (1.0..=12.0).contains(&month) && (1.0..=31.0).contains(&day);
    if is_day(a, b) || is_day(b, a) { Form::Calendar(a) } else { Form::Label(a) }
}

fn whole(digits: &str) -> Form {
    if digits.len() > 15 {
        return Form::Label(0.0);
    }
    Form::Plain(Plain {
        value: value(digits),
        digits: digits.len(),
        bare: true,
        padded: digits.len() > 1 && digits.starts_with('0'),
        ..Plain::default()
    })
}

/// `2.5`, `.08`, `10.000.000`; three and more parts of other lengths are versions and addresses.
fn pointed(digits: &str) -> Form {
    let mut parts = digits.split('.');
    let (whole, second) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let rest = parts.clone().count();
    if rest == 0 {
        // "1.829641": more places than news ever print are a number of some file.
        if whole.len() + second.len() > 12 {
            return Form::Label(0.0);
        }
        let plain = Plain { value: digits.parse().unwrap_or(0.0), digits: whole.len(), ..Plain::default() };
        return Form::Plain(plain);
    }
    let thousands =
        (1..=3).contains(&whole.len()) && second.len() == 3 && parts.clone().all(|it| it.len() == 3);
    if thousands {
        return Form::Plain(Plain { value: value(digits), digits: digits.len(), ..Plain::default() });
    }
    let last = parts.next().unwrap_or("");
    let is_date = rest == 1 && whole.len() <= 2 && second.len() <= 2 && last.len() == 4;
    if is_date { Form::Calendar(value(whole)) } else { Form::Label(value(whole)) }
}

/// Digits with commas, perhaps with a point.
fn grouped(digits: &str) -> Form {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains(',') {
        // "1.300,5" mixes two ways to write; "1.5,2.5" is a list.
        let mut parts = fraction.split(',');
        let thousands = (1..=3).contains(&whole.len()) && parts.next().is_some_and(|it| it.len() == 3);
        let one_more = parts.clone().count() == 1 && parts.all(|it| !it.contains('.'));
        if thousands && one_more {
            return Form::Plain(Plain { value: value(digits), malformed: true, ..Plain::default() });
        }
        return Form::Label(value(whole));
    }
    let plain = Plain { digits: whole.len(), ..Plain::default() };
    if is_grouping(whole) {
        let places = if fraction.is_empty() { 0.0 } else { format!("0.{fraction}").parse().unwrap_or(0.0) };
        return if fraction.contains('.') {
            Form::Label(value(whole))
        } else {
            Form::Plain(Plain { value: value(whole) + places, ..plain })
        };
    }
    let doubt = if fraction.is_empty() { doubt(whole) } else { Doubt::None };
    if doubt == Doubt::Broken {
        return Form::Plain(Plain { value: value(whole), malformed: true, ..plain });
    }
    // "3,5" is how much of the world writes 3.5.
    let decimal = fraction.is_empty().then(|| whole.split_once(',')).flatten();
    match decimal {
        Some((head, tail)) if !tail.contains(',') && (doubt == Doubt::Decimal || !is_list(whole)) => {
            let value = format!("{head}.{tail}").parse().unwrap_or(0.0);
            Form::Plain(Plain { value, doubtful: doubt == Doubt::Decimal, ..plain })
        }
        _ => Form::Label(value(whole)),
    }
}

/// `1,300`, `12,345,678`, and the Indian `12,34,567`.
fn is_grouping(whole: &str) -> bool {
    let mut parts = whole.split(',');
    let first = parts.next().unwrap_or("").len();
    let count = parts.clone().count();
    let western = (1..=3).contains(&first) && parts.clone().all(|it| it.len() == 3);
    let indian = (1..=3).contains(&first)
        && parts.enumerate().all(|(index, it)| it.len() == if index + 1 == count { 3 } else { 2 });
    count > 0 && (western || indian)
}

/// How sure it is that groups form no number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Doubt {
    None,
    /// A decimal comma is possible: `45,31`.
    Decimal,
    /// `45,00`, `12,34,5`, `22,750,00`
    Broken,
}

fn doubt(whole: &str) -> Doubt {
    let parts = || whole.split(',');
    let first = parts().next().unwrap_or("");
    let last = parts().next_back().unwrap_or("");
    let count = parts().count();
    if first.is_empty() || first.len() > 3 || first.starts_with('0') {
        return Doubt::None;
    }
    if count == 2 {
        return doubt_of_pair(first, last);
    }
    let middle = || parts().skip(1).take(count.saturating_sub(2));
    let pairs = middle().all(|it| it.len() == 2) && (last.len() == 1 || last == "00");
    let threes = middle().any(|it| it.len() == 3)
        && middle().all(|it| (2..=4).contains(&it.len()))
        && (1..=4).contains(&last.len());
    if (pairs || threes) && !is_list(whole) { Doubt::Broken } else { Doubt::None }
}

fn doubt_of_pair(first: &str, last: &str) -> Doubt {
    // A day and its year may be glued: "May 5,2011". Citations stand close together: "[13,14]".
    let year = last.len() == 4 && (1800.0..2100.0).contains(&value(last));
    let close = value(first) < value(last) && value(last) - value(first) <= 10.0;
    match last.len() {
        2 | 4 if year => Doubt::None,
        2 | 4 if last.ends_with('0') && !close => Doubt::Broken,
        2 | 4 => Doubt::Decimal,
        _ => Doubt::None,
    }
}

/// `1,2`, `13,14`, `22,23,24`, `2004,2005`: numbers that grow and were not spaced, or that are all as long.
fn is_list(whole: &str) -> bool {
    let parts = || whole.split(',');
    let length = parts().next().map_or(0, str::len);
    let grows = parts().zip(parts().skip(1)).all(|(a, b)| value(a) < value(b));
    let tenfold = parts().any(|it| it.len() > 2);
    (grows && !tenfold) || (length > 3 && parts().all(|it| it.len() == length))
}

/// The value of the digits, all else left out. Exact up to 15 digits.
fn value(digits: &str) -> f64 {
    digits.bytes().filter(u8::is_ascii_digit).fold(0.0, |sum, it| sum * 10.0 + f64::from(it - b'0'))
}
