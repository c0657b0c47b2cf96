package io.accountsync.adopt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.mapping.match.MatchRule;
import io.accountsync.run.CsvTable;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.state.MatchFile;
import io.accountsync.state.MatchFile.Line;
import io.accountsync.state.MatchFile.Match;
import io.accountsync.state.MatchFile.Status;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What {@code adopt} proposes, as a CSV file: a line for each record of the org without External ID, and for an ambiguous one
 * a line for each row that it could be. People look at it, edit it, and give it back.
 */
final class AdoptCsv {
    static final String MATCH = "match";
    static final String ORG = "org";
    static final String ID = "Id";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SyncTarget target;
    private final List<MatchRule> rules;
    private final Collection<String> fields;

    AdoptCsv(SyncTarget target, List<MatchRule> rules, Collection<String> fields) {
        this.target = target;
        this.rules = rules;
        this.fields = fields;
    }

    /**
     * Writes all lines, those that will be linked first.
     *
     * @param spreadsheet whether it is to be opened in a spreadsheet, which runs formulas
     */
    void write(MatchFile matches, Writer to, boolean spreadsheet) throws IOException {
        List<String> header = new ArrayList<>(List.of(MATCH, ORG, ID, target.keyField(), "rule", "records", "rows"));
        for (String field : fields) {
            header.add(field + " in Salesforce");
            header.add(field + " in the row");
        }
        try (CsvTable csv = CsvTable.forPrograms(to).spreadsheet(spreadsheet)) {
            csv.add(header);
            for (Status status : Status.values()) {
                matches.forEach(status, line -> write(csv, line));
            }
        }
    }

    /** How the file calls a status. */
    static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void write(CsvTable csv, Line line) {
        if (line.matches().isEmpty()) {
            csv.add(cells(line, null));
        }
        for (Match match : line.matches()) {
            csv.add(cells(line, match));
        }
    }

    private List<String> cells(Line line, Match match) {
        List<String> cells = new ArrayList<>();
        cells.add(word(line.status()));
        cells.add(target.org().id());
        cells.add(line.id());
        cells.add(match == null ? null : match.externalId());
        cells.add(line.rule() == null ? null : rules.get(line.rule()).toString());
        cells.add(line.rule() == null ? null : String.valueOf(line.records()));
        cells.add(line.rule() == null ? null : String.valueOf(line.rows()));
        JsonNode inSalesforce = json(line.values());
        JsonNode inTheRow = match == null ? JSON.nullNode() : json(match.values());
        for (String field : fields) {
            cells.add(text(inSalesforce.path(field)));
            cells.add(text(inTheRow.path(field)));
        }
        return cells;
    }

    /** A value as people read it; null for none. */
    static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    /** What {@link Matching} keeps of a side for people to see. */
    static JsonNode json(String values) {
        try {
            return JSON.readTree(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the match file holds values that are not JSON");
        }
    }
}
