package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Manifests against the rest of the project: what no schema knows. */
class ManifestCrossChecksTest {
    private static final Pattern SECRET = Pattern.compile(".*(secret|token|password|private-key).*");
    private static final Set<String> PROBES = Set.of("startupProbe", "livenessProbe", "readinessProbe");

    @Test
    void imagesAndJarHaveTheVersionOfTheProject() throws IOException {
        String version = Deployment.version();
        assertThat(version).matches("\\d+\\.\\d+\\.\\d+.*");
        for (Manifest manifest : Deployment.manifests()) {
            assertThat(manifest.all("image")).as(manifest.toString()).allSatisfy(image -> assertThat(image.asText())
                    .isEqualTo("account-sync:" + version));
            assertThat(manifest.texts("/spec/dependencies").filter(text -> text.startsWith("mvn:")))
                    .as(manifest.toString())
                    .allSatisfy(text -> assertThat(text).isEqualTo("mvn:io.accountsync:account-sync:" + version));
        }
        assertThat(Files.readString(Deployment.ROOT.resolve("README.md")))
                .contains("account-sync:" + version)
                .doesNotContainPattern("account-sync:(?!" + Pattern.quote(version) + ")\\d");
    }

    @Test
    void theConfigMapHasEverySyncFile() throws IOException {
        assertThat(Kustomization.in(Deployment.ROUTES).generators())
                .singleElement()
                .satisfies(generator ->
                        assertThat(generator.files()).containsExactlyInAnyOrderElementsOf(Deployment.syncFiles()));
        Manifest integration =
                Manifest.in(Path.of("k8s/camel-k-source/integration.yaml")).get(0);
        assertThat(integration.at("/spec/sources").findValuesAsText("contentKey"))
                .containsExactlyInAnyOrderElementsOf(Deployment.syncFiles());
    }

    @Test
    void theIntegrationDeclaresEveryComponentThatTheRoutesUse() throws IOException {
        Set<String> used = new HashSet<>(Set.of("camel:yaml-dsl"));
        try (Stream<Path> files = Files.walk(Deployment.ROUTES)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .toList()) {
                JsonNode content = Manifest.in(file).get(0).content();
                // The scheme smtp is one of the component mail.
                content.findValuesAsText("uri")
                        .forEach(uri ->
                                used.add("camel:" + uri.replaceFirst(":.*", "").replace("smtp", "mail")));
                if (!content.findValues("bean").isEmpty()) {
                    used.add("camel:bean");
                }
            }
        }
        Manifest integration =
                Manifest.in(Path.of("k8s/camel-k-source/integration.yaml")).get(0);
        assertThat(integration.texts("/spec/dependencies")).containsAll(used);
    }

    @Test
    void healthAndMetricsAreAskedForWhereTheyAre() throws IOException {
        int port = Deployment.managementPort();
        for (Manifest manifest : Deployment.manifests()) {
            for (String probe : PROBES) {
                String path = "/observe/health/" + (probe.equals("readinessProbe") ? "ready" : "live");
                for (JsonNode found : manifest.all(probe)) {
                    JsonNode called = found.isTextual() ? found : found.at("/httpGet/path");
                    assertThat(called.asText()).as(manifest + " " + probe).isEqualTo(path);
                    assertThat(
                                    found.isTextual()
                                            ? port
                                            : found.at("/httpGet/port").asInt())
                            .isEqualTo(port);
                }
            }
            for (String name : List.of("startupPort", "livenessPort", "readinessPort", "containerPort", "targetPort")) {
                assertThat(manifest.all(name)).as(manifest + " " + name).allSatisfy(found -> assertThat(found.asInt())
                        .isEqualTo(port));
            }
        }
        assertThat(only("ServiceMonitor").at("/spec/endpoints/0/path").asText()).isEqualTo("/observe/metrics");
        assertThat(only("ServiceMonitor").at("/spec/endpoints/0/port"))
                .isEqualTo(only("Service").at("/spec/ports/0/name"));
        assertThat(only("Service").at("/spec/ports/0/port").asInt()).isEqualTo(port);
        assertThat(only("NetworkPolicy").at("/spec/ingress/0/ports/0/port").asInt())
                .isEqualTo(port);
        Properties keys = Deployment.keys();
        assertThat(keys.getProperty("camel.management.healthPath", "/observe/health"))
                .isEqualTo("/observe/health");
    }

    @Test
    void everyPodThatIsProbedListensToOthersThanItself() throws IOException {
        List<Manifest> probed = new ArrayList<>(Deployment.manifests("StatefulSet"));
        probed.addAll(Deployment.manifests("Deployment"));
        for (Manifest manifest : probed) {
            assertThat(variables(manifest)).as(manifest.toString()).contains("CAMEL_MANAGEMENT_HOST=0.0.0.0");
        }
        assertThat(variables(Manifest.in(Path.of("k8s/camel-k-image/integration.yaml"))
                        .get(0)))
                .contains("CAMEL_MANAGEMENT_HOST=0.0.0.0");
    }

    @Test
    void everyEnvironmentVariableIsReadBySomething() throws IOException {
        Set<String> known = Deployment.variables();
        int found = 0;
        for (Manifest manifest : Deployment.manifests()) {
            for (String variable : variables(manifest)) {
                if (variable.startsWith("LC_ALL=")) {
                    // Java's own: by which letters names of files and arguments are read.
                    continue;
                }
                assertThat(known)
                        .as(manifest + ": " + variable)
                        .contains(Deployment.folded(variable.replaceFirst("=.*", "")));
                found++;
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void everyKeyOfSettingsAndSecretIsOneOfOurs() throws IOException {
        Set<String> keys = Deployment.keys().stringPropertyNames();
        Set<String> set = new HashSet<>();
        for (Path directory : Deployment.kustomizations()) {
            for (Kustomization.Generator generator : Kustomization.in(directory).generators()) {
                for (String file : Kustomization.orEmpty(generator.envs())) {
                    set.addAll(Deployment.properties(directory.resolve(file)).stringPropertyNames());
                }
                Kustomization.orEmpty(generator.literals()).forEach(literal -> set.add(literal.split("=", 2)[0]));
            }
        }
        assertThat(set).isNotEmpty().isSubsetOf(keys).allSatisfy(key -> assertThat(key)
                .as("a secret belongs into the Secret")
                .doesNotMatch(SECRET));
        List<String> secrets = new ArrayList<>();
        only("Secret").at("/stringData").fieldNames().forEachRemaining(secrets::add);
        assertThat(secrets).isNotEmpty().isSubsetOf(keys).doesNotContainAnyElementsOf(set);
    }

    @Test
    void noManifestHoldsASecret() throws IOException {
        for (Manifest secret : Deployment.manifests("Secret")) {
            assertThat(secret.at("/data").isMissingNode()).isTrue();
            assertThat(secret.at("/stringData"))
                    .allSatisfy(value -> assertThat(value.asText()).matches("<.*>"));
        }
        for (Path directory : Deployment.kustomizations()) {
            assertThat(Kustomization.in(directory).named()).noneMatch(name -> name.contains("secret"));
        }
    }

    @Test
    void camelKLeavesTheScheduleToUsAndRunsOnePod() throws IOException {
        assertThat(Deployment.manifests("Integration")).hasSize(2).allSatisfy(integration -> {
            assertThat(integration.at("/spec/traits/cron/enabled")).hasToString("false");
            assertThat(integration.at("/spec/traits/cron/auto")).hasToString("false");
            assertThat(integration.at("/spec/traits/knative-service/enabled"))
                    .as("the trigger is in the jar, where the operator does not see it")
                    .hasToString("false");
            assertThat(integration.at("/spec/replicas").asInt()).isEqualTo(1);
            assertThat(integration.at("/spec/traits/deployment/strategy").asText())
                    .isEqualTo("Recreate");
        });
    }

    @Test
    void aJobIsNeverRunBesideItselfAndItsExitCodeDecides() throws IOException {
        Manifest job = only("CronJob");
        assertThat(job.at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
        assertThat(job.at("/spec/jobTemplate/spec/template/spec/restartPolicy").asText())
                .isEqualTo("Never");
        assertThat(job.at("/spec/jobTemplate/spec/podFailurePolicy/rules/0/onExitCodes/values"))
                .extracting(JsonNode::asInt)
                .containsExactly(2, 3, 4);
    }

    @Test
    void aNodeCanBeDrained() throws IOException {
        assertThat(only("PodDisruptionBudget").at("/spec/maxUnavailable").asInt())
                .isEqualTo(1);
        assertThat(only("PodDisruptionBudget").at("/spec/minAvailable").isMissingNode())
                .isTrue();
        assertThat(only("StatefulSet").at("/spec/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void ofReplicasOneIsAlwaysUpAndNoneHasAVolumeOfItsOwn() throws IOException {
        Manifest replicas = only("Deployment");
        assertThat(replicas.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(replicas.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt())
                .isLessThan(replicas.at("/spec/replicas").asInt());
        assertThat(replicas.all("topologyKey"))
                .extracting(JsonNode::asText)
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(replicas.at("/spec/template/spec/volumes/0/name").asText()).isEqualTo("state");
        assertThat(replicas.at("/spec/template/spec/volumes/0/emptyDir").isMissingNode())
                .isFalse();
        assertThat(replicas.all("persistentVolumeClaim")).isEmpty();
        assertThat(replicas.at("/spec/template/metadata/labels")).isEqualTo(replicas.at("/spec/selector/matchLabels"));
        assertThat(Files.readString(Path.of("k8s/replicas/kustomization.yaml")))
                .as("two pods share one state")
                .contains("../components/postgres-state");
    }

    private static Manifest only(String kind) throws IOException {
        List<Manifest> manifests = Deployment.manifests(kind);
        assertThat(manifests).as(kind).hasSize(1);
        return manifests.get(0);
    }

    /** Environment variables of a container, as {@code NAME=value}. */
    private static Set<String> variables(Manifest manifest) {
        Stream<String> ofContainers = manifest.all("env").stream()
                .flatMap(JsonNode::valueStream)
                .map(variable -> variable.get("name").asText() + "="
                        + variable.path("value").asText());
        return Stream.concat(ofContainers, manifest.texts("/spec/traits/environment/vars"))
                .collect(Collectors.toSet());
    }
}
