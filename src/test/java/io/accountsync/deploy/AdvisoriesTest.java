package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each known advisory of a library in the jar has a reason why it cannot be reached, and no reason outlives its library. */
class AdvisoriesTest {
    @Test
    void everyKnownAdvisoryHasAReasonAndIsOfALibraryThatIsInTheJar() throws IOException {
        Map<String, String> jar = DependencyTree.read().inTheJar();
        List<Advisory> advisories = Advisory.all();
        assertThat(advisories).isNotEmpty();
        System.out.println(
                "Known advisories of libraries in the jar, with the reason of each (" + Advisory.PAGE + "):");
        for (Advisory advisory : advisories) {
            Map<String, String> present = advisory.presentIn(jar);
            System.out.println("  " + String.join(", ", advisory.ids()) + " " + present + ": " + advisory.reason());
            assertThat(present)
                    .as(
                            "%s is of no library in the jar any more: take its line out of %s",
                            advisory.ids(), Advisory.PAGE)
                    .hasSameSizeAs(advisory.libraries());
            assertThat(advisory.reason())
                    .as("%s: why it cannot be reached", advisory.ids())
                    .hasSizeGreaterThan(20);
        }
    }

    @Test
    void whatHoldsAReasonIsThere() throws IOException {
        for (Advisory advisory : Advisory.all()) {
            assertThat(advisory.missingTests()).as("%s", advisory.ids()).isEmpty();
        }
    }

    @Test
    void noAdvisoryStandsTwice() throws IOException {
        assertThat(Advisory.all().stream().flatMap(advisory -> advisory.ids().stream()))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("CVE-20\\d\\d-\\d{4,7}"));
    }

    @Test
    void ofSpringThereIsOnlyWhatCamelSqlNeeds() throws IOException {
        assertThat(DependencyTree.read().inTheJar().keySet().stream().filter(name -> name.contains("springframework")))
                .containsExactlyInAnyOrder(
                        "org.springframework:spring-beans",
                        "org.springframework:spring-core",
                        "org.springframework:spring-jcl",
                        "org.springframework:spring-jdbc",
                        "org.springframework:spring-tx");
    }

    @Test
    void allOfCamelIsOfTheOneVersionThatThePomNames() throws IOException {
        Set<String> versions = new TreeSet<>();
        DependencyTree.read().inTheJar().forEach((name, version) -> {
            if (name.startsWith("org.apache.camel:")) {
                versions.add(version);
            }
        });
        assertThat(versions).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "[4.0.0,4.18.5) 4.18.0 true",
                "[4.0.0,4.18.5) 4.18.5 false",
                "[4.0.0,4.18.5) 4.18.10 false",
                "[4.18.1,4.18.5) 4.18.0 false",
                "[6.2.0,6.2.19] 6.2.19 true",
                "[6.2.0,6.2.19] 6.2.20 false",
                "[4.1.0.Final,4.1.137.Final) 4.1.99.Final true",
                "[4.1.0.Final,4.1.137.Final) 4.1.137.Final false"
            })
    void rangesMeanWhatMavenMeansByThem(String range, String version, boolean affected) {
        Advisory advisory = new Advisory(List.of("CVE-2026-0000"), List.of(), range, "", List.of());
        assertThat(advisory.affects(version)).isEqualTo(affected);
    }
}
