package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pod must have, and have shut. */
class PodsTest {
    private static final String USER = "10001";

    record Pod(String name, JsonNode spec) {
        JsonNode container() {
            assertThat(spec.get("containers")).hasSize(1);
            return spec.at("/containers/0");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Of our own manifests; Camel K makes its pods itself, from traits. */
    static List<Pod> pods() throws IOException {
        List<Pod> pods = new ArrayList<>();
        for (Manifest manifest : Deployment.manifests()) {
            for (String pointer : List.of("/spec/template/spec", "/spec/jobTemplate/spec/template/spec")) {
                if (!manifest.kind().equals("Integration")
                        && !manifest.at(pointer).isMissingNode()) {
                    pods.add(new Pod(manifest.toString(), manifest.at(pointer)));
                }
            }
        }
        return pods;
    }

    static List<Manifest> integrations() throws IOException {
        return Deployment.manifests("Integration");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void noRightsThatARunDoesNotNeed(Pod pod) {
        JsonNode security = pod.spec().get("securityContext");
        assertThat(security.get("runAsNonRoot").asBoolean()).isTrue();
        assertThat(security.get("runAsUser")).hasToString(USER);
        assertThat(security.get("fsGroup")).hasToString(USER);
        assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        JsonNode container = pod.container().get("securityContext");
        assertThat(container.get("allowPrivilegeEscalation")).hasToString("false");
        assertThat(container.get("readOnlyRootFilesystem")).hasToString("true");
        assertThat(container.at("/capabilities/drop"))
                .extracting(JsonNode::asText)
                .containsExactly("ALL");
        assertThat(pod.spec().get("automountServiceAccountToken")).hasToString("false");
        assertThat(pod.spec().get("serviceAccountName").asText()).isEqualTo("account-sync");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void itHasMemoryForAHeapAndNoMoreThanThat(Pod pod) {
        JsonNode resources = pod.container().get("resources");
        assertThat(resources.at("/limits/memory").asText()).isNotEmpty();
        assertThat(resources.at("/requests/memory").asText()).isNotEmpty();
        assertThat(resources.at("/requests/cpu").asText()).isNotEmpty();
        assertThat(resources.at("/limits/cpu").isMissingNode())
                .as("a limit would slow the start")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void itIsGivenTimeToJudgeWhatIsInFlight(Pod pod) throws IOException {
        assertThat(pod.spec().get("terminationGracePeriodSeconds").asInt()).isGreaterThan(shutdownTimeout());
    }

    @ParameterizedTest
    @MethodSource("pods")
    void everyMountHasItsVolumeAndTemporaryFilesHaveAPlace(Pod pod) {
        List<String> volumes = new ArrayList<>(pod.spec().get("volumes").findValuesAsText("name"));
        volumes.add("state"); // of a StatefulSet: from a template
        assertThat(pod.container().get("volumeMounts").findValuesAsText("name")).isSubsetOf(volumes);
        assertThat(pod.container().get("volumeMounts").findValuesAsText("mountPath"))
                .contains("/tmp", "/app/routes", "/var/lib/account-sync");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void configurationIsMountedWhereItIsLookedFor(Pod pod) {
        String places = pod.container()
                .get("env")
                .valueStream()
                .filter(variable -> variable.get("name").asText().equals("CAMEL_MAIN_CLOUD_PROPERTIES_LOCATION"))
                .findFirst()
                .orElseThrow()
                .get("value")
                .asText();
        assertThat(pod.container().get("volumeMounts").findValuesAsText("mountPath"))
                .contains(places.split(","));
    }

    @ParameterizedTest
    @MethodSource("integrations")
    void camelKMakesASimilarPod(Manifest integration) throws IOException {
        JsonNode container = integration.at("/spec/traits/container");
        assertThat(container.get("runAsNonRoot")).hasToString("true");
        assertThat(container.get("allowPrivilegeEscalation")).hasToString("false");
        assertThat(container.get("capabilitiesDrop"))
                .extracting(JsonNode::asText)
                .containsExactly("ALL");
        assertThat(container.get("limitMemory").asText()).isNotEmpty();
        JsonNode template = integration.at("/spec/template/spec");
        assertThat(template.get("terminationGracePeriodSeconds").asInt()).isGreaterThan(shutdownTimeout());
        assertThat(template.get("automountServiceAccountToken")).hasToString("false");
        assertThat(template.at("/containers/0/name")).isEqualTo(container.get("name"));
        assertThat(template.at("/containers/0/securityContext/readOnlyRootFilesystem"))
                .hasToString("true");
        List<String> mounts = integration.texts("/spec/traits/mount/resources").toList();
        String places = integration
                .texts("/spec/traits/environment/vars")
                .filter(variable -> variable.startsWith("CAMEL_MAIN_CLOUD_PROPERTIES_LOCATION="))
                .findFirst()
                .orElseThrow();
        for (String place : places.replaceFirst(".*=", "").split(",")) {
            assertThat(mounts).anyMatch(mount -> mount.endsWith("@" + place));
        }
    }

    @Test
    void everySelectorFindsThePod() throws IOException {
        for (Manifest manifest : Deployment.manifests()) {
            for (String name : List.of("matchLabels", "selector")) {
                for (JsonNode labels : manifest.all(name)) {
                    JsonNode label = labels.get("app.kubernetes.io/name");
                    if (label != null) {
                        assertThat(label.asText()).as(manifest.toString()).isEqualTo("account-sync");
                    }
                }
            }
        }
        assertThat(Deployment.manifests("StatefulSet").get(0).at("/spec/template/metadata/labels"))
                .isEqualTo(Deployment.manifests("StatefulSet").get(0).at("/spec/selector/matchLabels"));
        assertThat(integrations()).allSatisfy(integration -> {
            assertThat(integration
                            .at("/metadata/labels")
                            .get("app.kubernetes.io/name")
                            .asText())
                    .isEqualTo("account-sync");
            assertThat(integration.texts("/spec/traits/owner/targetLabels")).contains("app.kubernetes.io/name");
        });
    }

    private static int shutdownTimeout() throws IOException {
        return Integer.parseInt(Deployment.keys().getProperty("camel.main.shutdown-timeout"));
    }
}
