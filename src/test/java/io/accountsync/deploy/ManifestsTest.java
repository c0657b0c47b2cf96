package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.source.jdbc.JdbcProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each manifest by itself: is every field one that Kubernetes, Camel K or kustomize knows? Without a cluster. */
class ManifestsTest {
    static List<Manifest> manifests() throws IOException {
        return Deployment.manifests();
    }

    static List<Path> kustomizations() throws IOException {
        return Deployment.kustomizations();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyFieldIsKnown(Manifest manifest) throws IOException {
        requireValid(manifest);
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void whatAKustomizationNamesIsThere(Path directory) throws IOException {
        Kustomization kustomization = Kustomization.in(directory);
        assertThat(kustomization.kind()).isIn("Kustomization", "Component");
        assertThat(kustomization.named())
                .allSatisfy(name -> assertThat(directory.resolve(name)).exists());
    }

    @Test
    void noManifestOpensTheConsole() throws IOException {
        String port = Deployment.keys().getProperty("console.port");
        for (Path file : Deployment.files("")) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContainIgnoringCase("console.host")
                    .doesNotContainIgnoringCase("console_host");
            if (file.toString().endsWith(".yaml")) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(port);
            }
        }
    }

    @Test
    void everyManifestIsPartOfAKustomization() throws IOException {
        Set<Path> named = new HashSet<>();
        for (Path directory : Deployment.kustomizations()) {
            Kustomization.in(directory)
                    .named()
                    .forEach(name -> named.add(directory.resolve(name).normalize()));
        }
        assertThat(Deployment.files(".yaml").stream()
                        .filter(file -> !file.endsWith("kustomization.yaml"))
                        .filter(file -> !file.endsWith("secret.example.yaml")))
                .isSubsetOf(named);
    }

    /** What a typing mistake would be: these tests must see it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "statefulset/statefulset.yaml: fsGroupChangePolicy/fsGroupChangedPolicy",
                "statefulset/statefulset.yaml: readinessProbe/readynessProbe",
                "replicas/deployment.yaml: topologyKey/topologyName",
                "cronjob/cronjob.yaml: concurrencyPolicy/concurrency",
                "components/monitoring/servicemonitor.yaml: interval/intervall",
                "camel-k-image/integration.yaml: livenessPort/livelinessPort",
                "camel-k-source/integration.yaml: contentRef/contentReference",
                "camel-k-source/integration.yaml: terminationGracePeriodSeconds/gracePeriod"
            })
    void anUnknownFieldIsFound(String edit) throws IOException {
        String[] parts = edit.split(": |/(?=[^/]*$)");
        Path file = Deployment.ROOT.resolve(parts[0]);
        String edited = Files.readString(file).replace(parts[1], parts[2]);
        assertThatThrownBy(() -> requireValid(Manifest.parse(file, edited).get(0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(parts[2]);
    }

    /** As kubectl apply -k would send it: with ConfigMaps made, hashes added, components merged. */
    @ParameterizedTest
    @ValueSource(strings = {"statefulset", "replicas", "cronjob", "camel-k-image", "camel-k-source"})
    void whatKustomizeMakesIsValid(String flavour) throws Exception {
        assumeTrue(Kubectl.exists(), "kubectl is not here");
        List<Manifest> made = Kubectl.kustomize(Deployment.ROOT.resolve(flavour));
        for (Manifest manifest : made) {
            requireValid(manifest);
        }
        assertThat(made).noneMatch(manifest -> manifest.kind().equals("Secret"));
        requireConfigMapsToBeThere(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"statefulset", "replicas", "cronjob", "camel-k-image", "camel-k-source"})
    void stateInPostgresLeavesNoVolumeBehind(String flavour) throws Exception {
        assumeTrue(Kubectl.exists(), "kubectl is not here");
        List<Manifest> made = Kubectl.kustomize(
                Deployment.ROOT.resolve(flavour), "components/postgres-state", "components/monitoring");
        for (Manifest manifest : made) {
            requireValid(manifest);
            assertThat(manifest.kind()).isNotEqualTo("PersistentVolumeClaim");
            assertThat(manifest.all("volumeClaimTemplates")).isEmpty();
            assertThat(manifest.all("persistentVolumeClaim")).isEmpty();
        }
        requireConfigMapsToBeThere(made);
        assertThat(made).anySatisfy(manifest -> assertThat(
                        manifest.at("/data").path("state.url").asText())
                .startsWith("jdbc:postgresql:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"statefulset", "replicas", "cronjob"})
    void aDriverIsFetchedToWhereTheImageLooksBeforeThePodStarts(String flavour) throws Exception {
        assumeTrue(Kubectl.exists(), "kubectl is not here");
        List<Manifest> made =
                Kubectl.kustomize(Deployment.ROOT.resolve(flavour), "components/driver", "components/postgres-state");
        for (Manifest manifest : made) {
            requireValid(manifest);
        }
        assertThat(made)
                .filteredOn(manifest -> !manifest.all("initContainers").isEmpty())
                .singleElement()
                .satisfies(pod -> {
                    assertThat(pod.all("command").toString())
                            .contains("-Dartifact="
                                    + JdbcProfiles.named("mysql")
                                            .orElseThrow()
                                            .artifact()
                                            .orElseThrow())
                            .contains("-DoutputDirectory=/app/lib");
                    assertThat(pod.all("mountPath").toString()).contains("/app/lib");
                });
    }

    @Test
    void theKustomizationInTheReadmeCanBeUsed() throws Exception {
        assumeTrue(Kubectl.exists(), "kubectl is not here");
        String readme = Files.readString(Deployment.ROOT.resolve("README.md"));
        String example = readme.substring(readme.indexOf("```yaml\n") + 8, readme.indexOf("```\n\n| what"));
        Path directory = Path.of("target/deploy-example");
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("kustomization.yaml"), example.replace("../k8s", "../../k8s"));
        List<Manifest> made = Kubectl.kustomize(directory);
        for (Manifest manifest : made) {
            requireValid(manifest);
            assertThat(manifest.at("/metadata/namespace").asText()).isEqualTo("account-sync");
        }
        requireConfigMapsToBeThere(made);
        assertThat(made)
                .filteredOn(manifest -> manifest.kind().equals("StatefulSet"))
                .singleElement()
                .satisfies(pod -> assertThat(pod.all("image"))
                        .singleElement()
                        .hasToString("\"registry.example/account-sync:" + Deployment.version() + "\""));
    }

    @Test
    void theBoardIsJson() throws IOException {
        for (Path file : Deployment.files(".json")) {
            JsonNode board = new ObjectMapper().readTree(file.toFile());
            assertThat(board.get("panels")).isNotEmpty();
        }
    }

    private static void requireValid(Manifest manifest) throws IOException {
        if (manifest.kind().equals("Integration")) {
            assertThat(manifest.at("/apiVersion").asText()).isEqualTo("camel.apache.org/v1");
            assertThat(CamelKSchema.of("integrations").mistakes(manifest))
                    .as(manifest.toString())
                    .isEmpty();
        } else {
            assertThat(KubernetesKinds.know(manifest)).as(manifest.toString()).isTrue();
            assertThat(KubernetesKinds.mistake(manifest))
                    .as(manifest.toString())
                    .isEmpty();
        }
    }

    /** A pod whose ConfigMap has another name than it thinks never starts. */
    private static void requireConfigMapsToBeThere(List<Manifest> made) {
        List<String> names = made.stream()
                .filter(manifest -> manifest.kind().equals("ConfigMap"))
                .map(Manifest::name)
                .toList();
        Stream<String> wanted = made.stream()
                .flatMap(manifest -> Stream.of(
                                manifest.all("configMap").stream().map(volume -> volume.path("name")),
                                manifest.all("contentRef").stream(),
                                manifest.all("resources").stream()
                                        .filter(JsonNode::isArray)
                                        .flatMap(list -> list.valueStream()))
                        .flatMap(nodes -> nodes)
                        .map(JsonNode::asText))
                .filter(text -> !text.startsWith("secret:"))
                .map(text -> text.replaceFirst("^configmap:", "").replaceFirst("@.*", ""));
        assertThat(wanted).isNotEmpty().allSatisfy(name -> assertThat(names).contains(name));
    }
}
