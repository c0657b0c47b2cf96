package io.accountsync.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The part of kustomize's file that we use; any other field is a mistake. */
record Kustomization(
        String apiVersion,
        String kind,
        List<String> resources,
        List<String> components,
        List<Generator> configMapGenerator,
        List<String> configurations,
        List<Patch> patches,
        List<JsonNode> labels) {

    /** What makes a ConfigMap. */
    record Generator(
            String name,
            String behavior,
            List<String> files,
            List<String> envs,
            List<String> literals,
            Options options) {}

    record Options(boolean disableNameSuffixHash, Map<String, String> labels) {}

    record Patch(Target target, String patch) {}

    record Target(String kind, String name) {}

    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static Kustomization in(Path directory) throws IOException {
        Manifest file = Manifest.in(directory.resolve("kustomization.yaml")).get(0);
        return STRICT.treeToValue(file.content(), Kustomization.class);
    }

    /** Everything that it names next to itself: files and directories. */
    Stream<String> named() {
        return Stream.of(
                        orEmpty(resources).stream(),
                        orEmpty(components).stream(),
                        orEmpty(configurations).stream(),
                        orEmpty(configMapGenerator).stream().flatMap(generator -> orEmpty(generator.files).stream()),
                        orEmpty(configMapGenerator).stream().flatMap(generator -> orEmpty(generator.envs).stream()))
                .flatMap(names -> names);
    }

    List<Generator> generators() {
        return orEmpty(configMapGenerator);
    }

    static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
