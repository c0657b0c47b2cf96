package io.accountsync.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The instructions of our Dockerfile, by stage; lines that go on are put together, comments dropped. */
final class Dockerfile {
    private static final List<String> INSTRUCTIONS =
            List.of("FROM", "WORKDIR", "COPY", "RUN", "LABEL", "ENV", "EXPOSE", "USER", "ENTRYPOINT");

    /** One line of a stage. */
    record Instruction(String name, String arguments) {}

    private final List<List<Instruction>> stages = new ArrayList<>();

    /** @throws IllegalStateException when there is an instruction that no Dockerfile or none of ours has */
    static Dockerfile read() throws IOException {
        Dockerfile file = new Dockerfile();
        String text = Files.readString(Path.of("Dockerfile"))
                .replaceAll("(?m)^#.*\\n", "")
                .replaceAll("\\\\\\n\\s*", "");
        text.lines().filter(line -> !line.isBlank()).forEach(file::add);
        return file;
    }

    private void add(String line) {
        String[] parts = line.split("\\s+", 2);
        if (!INSTRUCTIONS.contains(parts[0]) || parts.length < 2) {
            throw new IllegalStateException("not an instruction: " + line);
        }
        if (parts[0].equals("FROM")) {
            stages.add(new ArrayList<>());
        }
        stages.get(stages.size() - 1).add(new Instruction(parts[0], parts[1].strip()));
    }

    int stages() {
        return stages.size();
    }

    /** The arguments of each instruction of this name in the image itself, in order. */
    List<String> all(String name) {
        return stages.get(stages.size() - 1).stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::arguments)
                .toList();
    }

    String one(String name) {
        List<String> all = all(name);
        if (all.size() != 1) {
            throw new IllegalStateException(name + " stands " + all.size() + " times");
        }
        return all.get(0);
    }

    /** Everything, for what holds of all stages. */
    Stream<Instruction> instructions() {
        return stages.stream().flatMap(List::stream);
    }

    /** The names of the instructions of the image itself, in order. */
    List<String> order() {
        return stages.get(stages.size() - 1).stream().map(Instruction::name).toList();
    }
}
