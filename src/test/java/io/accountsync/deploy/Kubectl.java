package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** kubectl, where a developer has it; it needs no cluster to build a kustomization. */
final class Kubectl {
    private Kubectl() {}

    static boolean exists() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    }

    /** Builds a directory; or, with components, a kustomization under target/ that adds them, as a user writes it. */
    static List<Manifest> kustomize(Path directory, String... components) throws Exception {
        Path built = directory;
        if (components.length > 0) {
            built = Path.of("target/kustomizations").resolve(directory.getFileName());
            Files.createDirectories(built);
            StringBuilder text = new StringBuilder("resources: [../../../" + directory + "]\ncomponents:\n");
            for (String component : components) {
                text.append("  - ../../../")
                        .append(Deployment.ROOT)
                        .append('/')
                        .append(component)
                        .append('\n');
            }
            Files.writeString(built.resolve("kustomization.yaml"), text);
        }
        Process process = new ProcessBuilder("kubectl", "kustomize", built.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return Manifest.parse(built, out);
    }
}
