package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real rows: the companies of the S&P 500, which stand next to the project where they are at hand. */
class CompaniesFileTest {
    private static final Path FILE = Path.of("../shared/data/sp500-companies.csv");

    @BeforeEach
    void requireFile() {
        assumeTrue(Files.exists(FILE), FILE + " is not there");
    }

    @Test
    void everyRowIsReadAsAnotherReaderReadsIt() throws Exception {
        List<List<Object>> expected = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(Files.newBufferedReader(FILE), CSVFormat.RFC4180)) {
            for (CSVRecord row : parser) {
                expected.add(Arrays.<Object>asList((Object[]) row.values()));
            }
        }
        assertThat(expected.remove(0))
                .containsExactly(
                        "Symbol",
                        "Security",
                        "GICS Sector",
                        "GICS Sub-Industry",
                        "Headquarters Location",
                        "Date added",
                        "CIK",
                        "Founded");
        assertThat(Read.cells(companies())).hasSize(503).isEqualTo(expected);
    }

    @Test
    void theQuirksOfRealDataAreKept() {
        Map<Object, Map<?, ?>> bySymbol = new TreeMap<>();
        for (Object row : Read.all(companies())) {
            bySymbol.put(((Map<?, ?>) row).get("Symbol"), (Map<?, ?>) row);
        }
        assertThat(bySymbol).hasSize(503).containsKeys("BRK.B", "BF.B");
        assertThat(bySymbol.get("ABBV").get("Founded")).isEqualTo("2013 (1888)");
        assertThat(bySymbol.get("MMM").get("Headquarters Location")).isEqualTo("Saint Paul, Minnesota");
        assertThat(bySymbol.get("GOOG").get("CIK"))
                .isEqualTo(bySymbol.get("GOOGL").get("CIK"));
    }

    private static Rows companies() {
        CsvFile file = new CsvFile();
        file.setPath(FILE.toString());
        return file.rows();
    }
}
