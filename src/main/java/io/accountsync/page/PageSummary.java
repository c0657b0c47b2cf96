package io.accountsync.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * The first page: what somebody reads who reads nothing else, and what is printed.
 *
 * @param kind which command made it, in a word
 * @param lead what this page is, in a sentence or two
 * @param toSign what a signature agrees to, in a sentence; null where nobody signs
 */
public record PageSummary(
        String kind,
        String title,
        String lead,
        List<PageFact> facts,
        List<PageVerdict> verdicts,
        List<PageSection> sections,
        String toSign) {

    /** The same with one fact more. */
    PageSummary with(PageFact fact) {
        return new PageSummary(
                kind,
                title,
                lead,
                Stream.concat(facts.stream(), Stream.of(fact)).toList(),
                verdicts,
                sections,
                toSign);
    }
}
