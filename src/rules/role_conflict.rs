use super::{Check, Report};
use crate::config::Severity;
use crate::facts::{Facts, Person, Role};

rule! {
    /// One person with two offices that nobody holds at once.
    ///
    /// ## Why it matters
    ///
    /// A minister given the wrong department, in a caption or in the text, is among the commonest corrections. Former
    /// and deputy offices are left alone, and so are two offices named in one breath.
    ///
    /// ## Flagged
    ///
    /// ```news
    /// Delegates waited in Moscow for Foreign Minister Sergei Lavrov on Monday.
    /// The delegation is expected to meet with {Russian Defense Minister} Sergei Lavrov later.
    /// ! [role-conflict] foreign minister
    /// ```
    ///
    /// ## Not flagged
    ///
    /// ```news
    /// Foreign Minister Sergei Lavrov spoke first. Russia's top diplomat, Sergei Lavrov, spoke last.
    /// ```
    ///
    /// ```news
    /// Prime Minister and Defense Minister Ehud Barak spoke. Later Defense Minister Ehud Barak left.
    /// ```
    ///
    /// ```news
    /// Former Foreign Minister Ana Reyes spoke. Finance Minister Ana Reyes replied.
    /// ```
    "P203", "role-conflict", Severity::Warning, since "0.1.0", Check::Article(check)
}

fn check(facts: &Facts, report: &mut Report<'_>) {
    for person in facts.people.iter().filter(|it| it.is_full()) {
        let Some((first, second)) = clash(person) else { continue };
        let title = |role: &Role| role.office.as_ref().map_or("", |it| it.title);
        let line = facts.article.text.line_of(facts.source(first.span).start) + 1;
        let message = format!("{} is {} here, and {} in line {line}: one person does not hold both offices at once", person.name, title(second), title(first));
        report
            .at(facts, second.span, message)
            .help("check the office with the source; if both are right, say \"former\" or name both together")
            .related(facts, first.span, format!("{} here", title(first)));
    }
}

/// The first two roles that exclude each other.
fn clash(person: &Person) -> Option<(&Role, &Role)> {
    let mut offices = person.roles.iter().filter(|it| it.office.is_some());
    let first = offices.next()?;
    let second = offices.find(|it| exclude(first, it))?;
    Some((first, second))
}

/// Two departments, or a head of state and a head of government, of one country or of none named.
fn exclude(a: &Role, b: &Role) -> bool {
    let (Some(x), Some(y)) = (&a.office, &b.office) else { return false };
    let one_country = x.of.is_none() || y.of.is_none() || x.of == y.of;
    let departments = x.title.ends_with("minister") && y.title.ends_with("minister");
    x.title != y.title && one_country && departments
}
