package io.accountsync.source;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Well-formed CSV files, and headers. */
class CsvFileTest {
    @TempDir
    private Path directory;

    @Test
    void rowsAreMapsByTheNamesOfTheHeader() throws Exception {
        Rows rows = csv("id,name\n1,Alpha\n2,Beta\n").rows();
        assertThat(rows.next()).asInstanceOf(MAP).containsEntry("id", "1");
        assertThat(rows.next()).asInstanceOf(MAP).containsEntry("name", "Beta");
        assertThat(rows.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(rows::next);
        rows.close();
    }

    @Test
    void aFileThatWasWrittenForASpreadsheetIsNoSource() {
        assertThatThrownBy(() -> csv("id,written with --spreadsheet\n'=1,yes\n").rows())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("was written with --spreadsheet: values in it have an apostrophe");
    }

    @Test
    void quotesKeepDelimitersLineEndsAndDoubledQuotes() throws Exception {
        assertThat(
                        cells(
                                "id,name\n1,\"a, b\"\n2,\"line 1\nline 2\"\n3,\"say \"\"hi\"\"\"\n4,\"\"\"\"\n5,\"a\r\n\r\nb\"\n"))
                .containsExactly(
                        asList("1", "a, b"),
                        asList("2", "line 1\nline 2"),
                        asList("3", "say \"hi\""),
                        asList("4", "\""),
                        asList("5", "a\r\n\r\nb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void rowsEndInAnyOfTheUsualWays(String lineEnd) throws Exception {
        assertThat(cells("id,name" + lineEnd + "1,A" + lineEnd + "2,\"B\"" + lineEnd + "3," + lineEnd))
                .containsExactly(asList("1", "A"), asList("2", "B"), asList("3", null));
    }

    @Test
    void theLastRowNeedsNoLineEndWhereTheFileSaysSo() throws Exception {
        for (String last : List.of("1,A", "1,\"A\"", "1,A\r")) {
            CsvFile file = csv("id,name\n" + last);
            file.setLastLineEnd("optional");
            assertThat(Read.cells(file.rows())).containsExactly(asList("1", "A"));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CsvFile().setLastLineEnd("maybe"))
                .withMessage("lastLineEnd must be required or optional");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,B", "2,\"B\"", "2,"})
    void aLastRowWithoutLineEndMayBeCutOffAndIsMalformed(String last) throws Exception {
        List<Object> rows = Read.all(csv("id,name\n1,A\n" + last).rows());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).toString())
                .contains("customers.csv, line 3: the last line has no line end, so that the file may be cut off");
    }

    @Test
    void aRowKnowsItsFileAndLine() throws Exception {
        try (Rows rows = csv("id,name\n\n1,\"A\nB\"\n2,C\n").rows()) {
            assertThat(((PlacedRow) rows.next()).line()).isEqualTo(3);
            PlacedRow second = (PlacedRow) rows.next();
            assertThat(second.line()).isEqualTo(5);
            assertThat(second.file())
                    .isEqualTo(directory.resolve("customers.csv").toString());
        }
    }

    @Test
    void emptyCellsAreNullAndBlankOnesAreNot() throws Exception {
        assertThat(cells("id,a,b\n1,,\"\"\n2, ,\" \"\n"))
                .containsExactly(asList("1", null, null), asList("2", " ", " "));
    }

    @Test
    void emptyLinesArePassedOver() throws Exception {
        assertThat(cells("\n\r\nid,name\n\n1,A\n\n\r\n\n2,B\n\n")).containsExactly(asList("1", "A"), asList("2", "B"));
    }

    @Test
    void aRowOfEmptyCellsIsARow() throws Exception {
        assertThat(cells("id,name\n,\n1,A\n")).containsExactly(asList(null, null), asList("1", "A"));
    }

    @Test
    void spacesAfterAClosingQuoteDoNotCount() throws Exception {
        assertThat(cells("id,name\n\"1\" ,\"A\"\t\n")).containsExactly(asList("1", "A"));
    }

    @Test
    void otherTextKeepsItsSpacesAndQuotes() throws Exception {
        assertThat(cells("id,name\n 1 ,5\" pipe\n2,O'Leary \\n\n"))
                .containsExactly(asList(" 1 ", "5\" pipe"), asList("2", "O'Leary \\n"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws Exception {
        assertThat(Read.all(csv("\uFEFFid,name\n1,A\n").rows()))
                .first()
                .asString()
                .isEqualTo("{id=1, name=A}");
        assertThat(cells("\uFEFF\"id\",name\n1,A\n")).containsExactly(asList("1", "A"));
    }

    @Test
    void semicolonsAndTabsSeparateWhenSaid() throws Exception {
        CsvFile semicolons = csv("id;name\n1;a,b\n");
        semicolons.setDelimiter(";");
        assertThat(Read.cells(semicolons.rows())).containsExactly(asList("1", "a,b"));
        for (String tab : List.of("tab", "TAB", "\\t", "\t")) {
            CsvFile tabs = csv("id\tname\n1\t\"a\tb\" \n");
            tabs.setDelimiter(tab);
            assertThat(Read.cells(tabs.rows())).containsExactly(asList("1", "a\tb"));
        }
    }

    @Test
    void anotherQuoteWhenSaid() throws Exception {
        CsvFile file = csv("id,name\n1,'a, ''b'' \"c\"'\n");
        file.setQuote('\'');
        assertThat(Read.cells(file.rows())).containsExactly(asList("1", "a, 'b' \"c\""));
    }

    @Test
    void aWordForNullWhenSaid() throws Exception {
        CsvFile file = csv("id,name\n1,NULL\n2,null\n3,\n");
        file.setNullText("NULL");
        assertThat(Read.cells(file.rows())).containsExactly(asList("1", null), asList("2", "null"), asList("3", null));
    }

    @Test
    void anotherEncodingWhenSaid() throws Exception {
        Path path = directory.resolve("latin.csv");
        Files.write(path, "id,name\n1,Bäckerei €\n".getBytes(Charset.forName("windows-1252")));
        CsvFile file = new CsvFile();
        file.setPath(path.toString());
        file.setCharset("windows-1252");
        assertThat(Read.cells(file.rows())).containsExactly(asList("1", "Bäckerei €"));
    }

    @Test
    void unicodeIsKeptAcrossTheBuffersEdge() throws Exception {
        String cell = "x".repeat(8190) + "🥐株式会社";
        assertThat(cells("id,name\n1," + cell + "\n2,\"" + cell + "\"\n"))
                .containsExactly(asList("1", cell), asList("2", cell));
    }

    @Test
    void aCellAcrossTheBuffersEdgeLeavesNothingInTheNext() throws Exception {
        for (int length = 8170; length < 8195; length++) {
            String cell = "x".repeat(length);
            assertThat(cells("id,a,b,c\n1," + cell + ",\"A\",\"B \"\"B\"\"\"\r\n2,\"" + cell + "\",A,\n"))
                    .containsExactly(asList("1", cell, "A", "B \"B\""), asList("2", cell, "A", null));
        }
    }

    @Test
    void aFileWithAHeaderOnlyHasNoRows() throws Exception {
        assertThat(cells("id,name\n")).isEmpty();
        assertThat(cells("id,name")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF"})
    void aFileWithoutHeaderIsRefused(String text) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> csv(text).rows())
                .withMessageContaining("customers.csv is empty: it has no header row.");
    }

    @Test
    void namesOfColumnsAreTrimmed() throws Exception {
        assertThat(Read.all(csv("id , \tname\n1,A\n").rows()))
                .first()
                .asString()
                .isEqualTo("{id=1, name=A}");
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        refusedHeader("id,name,NAME\n", "line 1: the column name NAME appears twice. Fix the header row.");
    }

    @Test
    void aColumnWithoutNameIsRefused() {
        refusedHeader("id,,name\n", "line 1: column 2 has no name. Fix the header row.");
        refusedHeader("id,name,,\n", "line 1: column 3 has no name. Fix the header row.");
        refusedHeader("id,\" \"\n", "line 1: column 2 has no name. Fix the header row.");
    }

    @Test
    void aMisplacedQuoteInTheHeaderIsRefused() {
        refusedHeader(
                "\n\"id\"x,name\n",
                "line 2: text after a closing quote; double the quotes inside a cell. Fix the header row.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "||", "semicolon"})
    void aDelimiterIsOneCharacter(String delimiter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CsvFile().setDelimiter(delimiter))
                .withMessage("delimiter must be one character, or tab");
    }

    @Test
    void delimiterAndQuoteMustDiffer() throws Exception {
        CsvFile file = csv("id,name\n");
        file.setQuote(',');
        assertThatThrownBy(file::rows).hasMessageContaining("delimiter and quote must be two characters");
    }

    private void refusedHeader(String text, String message) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> csv(text).rows())
                .withMessage(directory.resolve("customers.csv") + ", " + message);
    }

    private List<List<Object>> cells(String text) throws IOException {
        return Read.cells(csv(text).rows());
    }

    private CsvFile csv(String text) throws IOException {
        CsvFile file = new CsvFile();
        file.setPath(Files.writeString(directory.resolve("customers.csv"), text, StandardCharsets.UTF_8)
                .toString());
        return file;
    }
}
