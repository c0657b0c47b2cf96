package io.accountsync.adopt;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.SpreadsheetCell;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.source.CsvReader;
import io.accountsync.source.CsvRow;
import io.accountsync.state.LinkFile;
import io.accountsync.state.LinkFile.Link;
import io.accountsync.state.MatchFile.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the files of {@code adopt}: the one that it proposed, perhaps after somebody worked on it, and the one to undo with.
 * A spreadsheet may have put semicolons and a byte order mark into it.
 */
final class AdoptionFileReader {
    private static final Pattern SALESFORCE_ID = Pattern.compile("[A-Za-z0-9]{15}([A-Za-z0-9]{3})?");
    private static final String AMBIGUOUS = AdoptCsv.word(Status.AMBIGUOUS);

    /** What a person writes next to a row that is none of the org's records. */
    private static final String NEW = "new";

    private static final List<String> WORDS = Stream.concat(
                    Arrays.stream(Status.values()).map(AdoptCsv::word), Stream.of(NEW))
            .toList();
    private static final int PAGE = 1000;

    private final SyncTarget target;
    private final Path file;
    private final boolean undo;
    private List<String> columns = List.of();

    AdoptionFileReader(SyncTarget target, Path file, boolean undo) {
        this.target = target;
        this.file = file;
        this.undo = undo;
    }

    /**
     * Reads all lines that ask for a link.
     *
     * @throws ConfigurationException naming file, line and remedy, when it is not such a file or one of another org
     */
    void readInto(LinkFile links) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            char delimiter = delimiter(reader);
            CsvReader csv = new CsvReader(reader, delimiter, '"');
            CsvRow header = csv.next();
            columns = header == null ? List.of() : header.cells();
            requireHeader();
            List<Link> page = new ArrayList<>(PAGE);
            for (CsvRow line = csv.next(); line != null; line = csv.next()) {
                Link link = link(line);
                if (link != null) {
                    page.add(link);
                } else if (!undo) {
                    links.addRows(keys(line, AMBIGUOUS), keys(line, NEW));
                }
                if (page.size() == PAGE) {
                    links.add(page);
                    page.clear();
                }
            }
            links.add(page);
        } catch (CharacterCodingException e) {
            throw mistake("is not UTF-8; save it as CSV in UTF-8", e);
        } catch (IOException e) {
            throw mistake(
                    "cannot be read as CSV: it is a directory, this user may not read it, or a quotation mark has no end",
                    e);
        }
        links.deduplicate();
        links.linkedAndNew().ifPresent(externalId -> {
            throw mistake("calls " + externalId + " one-to-one in a line and new in another; it is one of them", null);
        });
    }

    private static char delimiter(BufferedReader reader) throws IOException {
        reader.mark(8192);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        reader.mark(8192);
        String header = reader.readLine();
        reader.reset();
        return header != null && header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',';
    }

    private void requireHeader() {
        if (undo && columns.contains(AdoptCsv.MATCH)) {
            throw mistake("is what adopt proposed; give --undo the file that adopt --apply wrote next to it", null);
        }
        List<String> wanted = new ArrayList<>(List.of(AdoptCsv.ORG, AdoptCsv.ID, target.keyField()));
        if (!undo) {
            wanted.add(AdoptCsv.MATCH);
        }
        for (String name : wanted) {
            if (!columns.contains(name)) {
                throw mistake(
                        "has no column " + name + "; give " + (undo ? "--undo" : "--apply") + " a file that adopt "
                                + "wrote for this sync, with its first line",
                        null);
            }
        }
    }

    /** Null for a line that asks for nothing. */
    private Link link(CsvRow line) {
        if (!undo && line.mistake() != null) {
            throw mistake("has " + line.mistake() + " in line " + line.firstLine(), null);
        }
        if (line.cells().size() != columns.size() || line.mistake() != null) {
            if (undo) {
                // A process that was killed while it wrote this line had not made the call yet.
                return null;
            }
            throw mistake("has another number of columns in line " + line.firstLine() + " than in its first", null);
        }
        if (!undo && !isOneToOne(line)) {
            return null;
        }
        String id = cell(line, AdoptCsv.ID).strip();
        String externalId = externalId(line);
        if (!cell(line, AdoptCsv.ORG).strip().equals(target.org().id())) {
            throw mistake(
                    "is about the org " + cell(line, AdoptCsv.ORG) + ", and the credentials are of "
                            + target.org().name() + " (" + target.org().id() + ")",
                    null);
        }
        if (!SALESFORCE_ID.matcher(id).matches()) {
            if (undo) {
                return null;
            }
            throw mistake("has no Salesforce id in line " + line.firstLine(), null);
        }
        Optional<String> unusable = externalId.isEmpty()
                ? Optional.empty()
                : target.mapper().rowKeys().mistakeIn(externalId);
        if (unusable.isPresent()) {
            throw mistake(
                    "has a " + target.keyField() + " in line " + line.firstLine() + " that cannot be one: "
                            + unusable.get(),
                    null);
        }
        if (externalId.isEmpty()) {
            throw mistake(
                    "has no " + target.keyField() + " that could be one in line " + line.firstLine()
                            + "; fill it in, or write another word than one-to-one before it",
                    null);
        }
        return new Link(0, id, target.mapper().keyOf(externalId), externalId);
    }

    private String cell(CsvRow line, String column) {
        return line.cells().get(columns.indexOf(column));
    }

    /** Without the apostrophe that the file was written with for a spreadsheet, if it was. */
    private String externalId(CsvRow line) {
        String cell = cell(line, target.keyField()).strip();
        String value = SpreadsheetCell.value(cell);
        if (!undo && !value.equals(cell) && !columns.contains(SpreadsheetCell.MARK)) {
            throw mistake(
                    "has a " + target.keyField() + " in line " + line.firstLine()
                            + " with an apostrophe as --spreadsheet writes it, and no column \""
                            + SpreadsheetCell.MARK
                            + "\" any more; put that column back, or take the apostrophe away",
                    null);
        }
        return undo ? cell : value;
    }

    /** The key of a line with this word; none when it has another word, or no External ID. */
    private List<String> keys(CsvRow line, String word) {
        String key = word(line).equals(word) ? target.mapper().keyOf(externalId(line)) : null;
        return key == null ? List.of() : List.of(key);
    }

    private String word(CsvRow line) {
        return cell(line, AdoptCsv.MATCH).strip().toLowerCase(Locale.ROOT);
    }

    private boolean isOneToOne(CsvRow line) {
        String word = word(line);
        if (!WORDS.contains(word)) {
            throw mistake(
                    "says \"" + word + "\" in line " + line.firstLine() + ", where one of " + String.join(", ", WORDS)
                            + " is expected",
                    null);
        }
        return word.equals(WORDS.get(0));
    }

    private ConfigurationException mistake(String what, Exception cause) {
        return new ConfigurationException(
                Sentence.closed("The file " + file + " " + what) + " Nothing was written.", cause);
    }
}
