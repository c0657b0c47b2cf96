package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts and board ask for metrics that there are, by labels that those have. */
class MonitoringTest {
    private static final Path BOARD = Path.of("k8s/components/monitoring/account-sync.json");
    private static final Pattern METRIC = Pattern.compile("account_sync_[a-z_]+");
    private static final Pattern FILTER = Pattern.compile("(account_sync_[a-z_]+)\\{([a-z_]+)");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\) \\(.*?(account_sync_[a-z_]+)");

    private static final Pattern DOCUMENTED =
            Pattern.compile("^\\| `(account_sync_[a-z_]+)(?:\\{([a-z,]+)})?`", Pattern.MULTILINE);

    /** Each metric of the table in docs/operations.md, which is held to what a process shows, as Prometheus reads it. */
    private static final Map<String, Set<String>> METRICS = documented();

    private static Map<String, Set<String>> documented() {
        try {
            Map<String, Set<String>> metrics = new HashMap<>();
            DOCUMENTED
                    .matcher(Files.readString(Path.of("docs/operations.md")))
                    .results()
                    .forEach(row -> {
                        Set<String> labels = row.group(2) == null
                                ? Set.of()
                                : Set.of(row.group(2).split(","));
                        if (row.group(1).endsWith("_seconds")) {
                            List.of("_count", "_sum", "_max").forEach(part -> metrics.put(row.group(1) + part, labels));
                        } else {
                            metrics.put(row.group(1), labels);
                        }
                    });
            return metrics;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyMetricIsOneThatWeHave() throws IOException {
        Set<String> asked = new HashSet<>();
        for (String expression : expressions()) {
            Matcher metric = METRIC.matcher(expression);
            assertThat(metric.find()).as(expression).isTrue();
            metric.reset().results().forEach(found -> asked.add(found.group()));
        }
        assertThat(asked).isEqualTo(METRICS.keySet());
    }

    @Test
    void everyLabelIsOneThatTheMetricHas() throws IOException {
        for (String expression : expressions()) {
            FILTER.matcher(expression).results().forEach(found -> assertThat(METRICS.get(found.group(1)))
                    .as(expression)
                    .contains(found.group(2)));
            BY.matcher(expression).results().forEach(found -> {
                Set<String> grouped = new HashSet<>(List.of(found.group(1).split(", ")));
                grouped.remove("namespace"); // of the scrape
                assertThat(METRICS.get(found.group(2))).as(expression).containsAll(grouped);
            });
        }
    }

    @Test
    void parenthesesAndBracesMatch() throws IOException {
        for (String expression : expressions()) {
            for (String pair : List.of("()", "{}", "[]")) {
                assertThat(count(expression, pair.charAt(0)))
                        .as(expression)
                        .isEqualTo(count(expression, pair.charAt(1)));
            }
        }
    }

    /** Deployments that Camel K makes get the label from Camel K. */
    @ParameterizedTest
    @ValueSource(strings = {"StatefulSet", "CronJob"})
    void theCamelMonitorOperatorFindsWhatWeDeploy(String kind) throws IOException {
        assertThat(Deployment.manifests(kind)).isNotEmpty().allSatisfy(manifest -> assertThat(
                        manifest.at("/metadata/labels")
                                .path("camel.apache.org/monitor")
                                .asText())
                .isEqualTo("account-sync"));
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions =
                new ArrayList<>(new ObjectMapper().readTree(BOARD.toFile()).findValuesAsText("expr"));
        Manifest rules = Deployment.manifests("PrometheusRule").get(0);
        rules.all("expr").forEach(expression -> expressions.add(expression.asText()));
        assertThat(expressions).hasSizeGreaterThan(10);
        return expressions;
    }
}
