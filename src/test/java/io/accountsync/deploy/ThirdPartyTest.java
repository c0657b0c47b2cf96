package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The licences of all libraries in the jar are listed, and let us ship them. */
class ThirdPartyTest {
    private static final Pattern LINE = Pattern.compile("^ +(\\(.*\\)) .*\\((\\S+:\\S+:\\S+) - .*", Pattern.MULTILINE);

    @Test
    void everyLibraryInTheJarIsListedWithItsVersion() throws IOException {
        Set<String> libraries = new TreeSet<>();
        DependencyTree.read().inTheJar().forEach((name, version) -> libraries.add(name + ":" + version));
        Set<String> listed = new TreeSet<>();
        lines().results().forEach(line -> listed.add(line.group(2)));
        assertThat(listed)
                .as("THIRD-PARTY.txt; make it anew with: mvn -Psupply-chain -DskipTests package")
                .isEqualTo(libraries);
    }

    @Test
    void everyLibraryCanBeTakenUnderALicenceThatDoesNotBindOurs() throws IOException {
        assertThat(lines().results()).allSatisfy(line -> assertThat(line.group(1))
                .containsPattern("Apache|MIT|BSD|EDL|EPL|Eclipse|MPL|Public Domain"));
    }

    private static Matcher lines() throws IOException {
        return LINE.matcher(Files.readString(Path.of("THIRD-PARTY.txt")));
    }
}
