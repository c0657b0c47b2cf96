package io.accountsync.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.match.MatchRule;
import io.accountsync.page.HtmlPage;
import io.accountsync.page.PageLayout;
import io.accountsync.page.PageRecord;
import io.accountsync.page.Tone;
import io.accountsync.state.MatchFile;
import io.accountsync.state.MatchFile.Line;
import io.accountsync.state.MatchFile.Match;
import io.accountsync.state.MatchFile.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What {@code adopt} proposes, as a page: each record of the org next to the rows that it could be, with what matched. */
final class AdoptPage implements AutoCloseable {
    private final HtmlPage page;
    private final List<MatchRule> rules;
    private final Collection<String> fields;

    private AdoptPage(HtmlPage page, List<MatchRule> rules, Collection<String> fields) {
        this.page = page;
        this.rules = rules;
        this.fields = fields;
    }

    /**
     * Begins one.
     *
     * @param file is replaced by {@link #write}, readable by its owner only
     * @throws io.accountsync.config.ConfigurationException when it cannot be written
     */
    static AdoptPage create(Path file, List<MatchRule> rules, Collection<String> fields) {
        return new AdoptPage(HtmlPage.create(file, layout()), rules, fields);
    }

    private static PageLayout layout() {
        return new PageLayout(
                List.of(
                        new PageLayout.Kind(AdoptCsv.word(Status.ONE_TO_ONE), "one-to-one", Tone.CREATE),
                        new PageLayout.Kind(AdoptCsv.word(Status.AMBIGUOUS), "ambiguous", Tone.FLAG),
                        new PageLayout.Kind(AdoptCsv.word(Status.CLAIMED), "claimed", Tone.UPDATE),
                        new PageLayout.Kind(AdoptCsv.word(Status.NONE), "none", Tone.QUIET)),
                List.of(),
                "In Salesforce",
                "In the row",
                false);
    }

    /** Writes all records, those that will be linked first, and the figures. */
    void write(MatchFile matches, MatchReport report, String sync, Path csv, Instant at) {
        for (Status status : Status.values()) {
            matches.forEach(status, line -> page.add(record(line)));
        }
        page.end(AdoptSummary.of(report, sync, csv, at));
    }

    private PageRecord record(Line line) {
        Set<String> matched = line.rule() == null
                ? Set.of()
                : Set.copyOf(rules.get(line.rule()).fields());
        JsonNode inSalesforce = AdoptCsv.json(line.values());
        List<PageRecord.Part> parts = new ArrayList<>();
        if (line.matches().isEmpty()) {
            parts.add(new PageRecord.Part(null, values(inSalesforce, MissingNode.getInstance(), matched)));
        }
        for (Match match : line.matches()) {
            parts.add(new PageRecord.Part(
                    "Row " + match.externalId(),
                    values(
                            inSalesforce,
                            match.values() == null ? MissingNode.getInstance() : AdoptCsv.json(match.values()),
                            matched)));
        }
        return new PageRecord(AdoptCsv.word(line.status()), name(line), line.id(), List.of(), remarks(line), parts);
    }

    /** A record without External ID is known by its rows, where it has some. */
    private static String name(Line line) {
        return switch (line.matches().size()) {
            case 0 -> "no row";
            case 1 -> line.matches().get(0).externalId();
            default -> Quantity.of(line.rows(), "row");
        };
    }

    private List<String> remarks(Line line) {
        List<String> remarks = new ArrayList<>();
        if (line.rule() != null) {
            remarks.add("Matched by " + rules.get(line.rule()));
        }
        if (line.records() > 1) {
            remarks.add(Quantity.of(line.records(), "record") + " of the org could be this");
        }
        if (line.rows() > line.matches().size()) {
            remarks.add("The first " + line.matches().size() + " of " + Quantity.of(line.rows(), "row") + " are shown");
        }
        return remarks;
    }

    private List<PageRecord.Value> values(JsonNode inSalesforce, JsonNode inTheRow, Set<String> matched) {
        return fields.stream()
                .filter(field -> inSalesforce.hasNonNull(field) || inTheRow.hasNonNull(field))
                .map(field -> new PageRecord.Value(
                        field,
                        AdoptCsv.text(inSalesforce.path(field)),
                        AdoptCsv.text(inTheRow.path(field)),
                        matched.contains(field)))
                .toList();
    }

    @Override
    public void close() {
        page.close();
    }
}
