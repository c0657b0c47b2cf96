package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.CaseInsensitiveMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnPathTest {
    @ParameterizedTest
    @CsvSource({
        "${body[domains]}, domains",
        "${body[domains][0]}, domains[0]",
        "${body?[domains]?[0]}, domains[0]",
        "${body['address']['city']} in ${body[\"address\"][zip]}, address[city] address[zip]",
        "www.${body[domains][0]} / ${uppercase(${body[name]})}, domains[0] name",
        "${body[a] == 'x' ? body[b] : body[c][d]}, a b c[d]",
        "a constant, ''",
    })
    void whatAnExpressionReadsIsKnownDownToMembersAndEntries(String expression, String paths) {
        RowExpression compiled =
                new RowExpressions(new DefaultCamelContext(), java.time.ZoneOffset.UTC).compile(expression);

        assertThat(compiled.paths()).extracting(ColumnPath::toString).containsExactlyInAnyOrder(words(paths));
        assertThat(compiled.columns())
                .containsExactlyInAnyOrder(
                        words(paths.replaceAll("\\[[^]]*]", "")).clone());
    }

    @ParameterizedTest
    @CsvSource({
        "[name], true",
        "[NAME], true",
        "[nmae], false",
        "[city], true",
        "[domains][0], true",
        "[domains][1], false",
        "[domains][last], true",
        "[domans][0], false",
        "[address][city], true",
        "[address][citty], false",
        "[city][district], false",
        "[name][district], true",
        "[orders][0][id], true",
        "[orders][0][key], false",
    })
    void aRowHasWhatIsThereBeItNull(String steps, boolean isThere) {
        Map<String, Object> row = new HashMap<>();
        row.put("name", "Acme");
        row.put("city", null);
        row.put("domains", List.of("acme.example"));
        row.put("address", Map.of("city", "Bonn"));
        row.put("orders", List.of(Map.of("id", 1)));

        assertThat(ColumnPath.read(steps).isIn(new CaseInsensitiveMap(row))).isEqualTo(isThere);
    }

    private static String[] words(String text) {
        return Arrays.stream(text.split(" "))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }
}
