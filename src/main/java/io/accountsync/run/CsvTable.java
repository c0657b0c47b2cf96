package io.accountsync.run;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.accountsync.config.SpreadsheetCell;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes CSV as RFC 4180 has it: commas and CRLF, quotes where a cell needs them. Whoever makes one says whether people look at
 * it, in a spreadsheet that runs formulas, or programs read it, which need each value as it is.
 */
public final class CsvTable implements AutoCloseable {
    private final CsvWriter csv;
    private final boolean guards;
    private final boolean marks;
    private boolean begun;

    private CsvTable(CsvWriter csv, boolean guards, boolean marks) {
        this.csv = csv;
        this.guards = guards;
        this.marks = marks;
    }

    /** For people alone. */
    public static CsvTable forPeople(Writer to) {
        return new CsvTable(
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(to), true, false);
    }

    /** For programs: every value as it is. */
    public static CsvTable forPrograms(Writer to) {
        return new CsvTable(
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(to), false, false);
    }

    /** For programs, with every cell in quotes. */
    public static CsvTable quotedForPrograms(Writer to) {
        return new CsvTable(
                CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.CRLF)
                        .quoteStrategy(QuoteStrategies.ALWAYS)
                        .build(to),
                false,
                false);
    }

    /** The same file for a spreadsheet; a last column says so, to whoever reads it back. */
    public CsvTable spreadsheet(boolean wanted) {
        return wanted ? new CsvTable(csv, true, true) : this;
    }

    /** Adds a line; null is an empty cell. The first one names the columns. */
    public void add(String... cells) {
        add(Arrays.asList(cells));
    }

    /** Adds a line; null is an empty cell. The first one names the columns. */
    public void add(List<String> cells) {
        List<String> line = new ArrayList<>(cells);
        if (guards) {
            line.replaceAll(SpreadsheetCell::of);
        }
        if (marks) {
            // Never empty: a spreadsheet that saves the file leaves out empty cells at the end of a line.
            line.add(begun ? "yes" : SpreadsheetCell.MARK);
        }
        begun = true;
        csv.writeRecord(line);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
