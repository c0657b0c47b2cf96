package io.accountsync.mapping;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.Sentence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A sync file as text, before Camel reads it: Camel takes one of two keys, one of two routes, and nothing from an empty file,
 * all without notice.
 *
 * @param names what it defines, such as {@code the sync accounts} or {@code the route accounts-source}, each with the line
 *     in which it begins
 * @param findings keys that it has twice, and syncs without the form of one
 */
public record SyncFileText(Path file, List<Name> names, List<Finding> findings) {
    private static final String SYNC = "the sync ";
    private static final String BEAN = "the bean ";
    private static final String ROUTE = "the route ";

    /** What a file defines. */
    public record Name(String text, int line) {}

    /**
     * Reads a file.
     *
     * @throws ConfigurationException when it cannot be read, is not UTF-8 or YAML, is empty, or is no list
     */
    public static SyncFileText read(Path file) {
        byte[] bytes = bytes(file);
        requireUtf8(file, bytes);
        Optional<Node> root = compose(file, bytes);
        if (root.isEmpty()) {
            throw new ConfigurationException(
                    file + ": is empty. Write a sync into it (account-sync init or discover --mapping makes one "
                            + "to begin with), or remove it.");
        }
        List<Name> names = new ArrayList<>();
        if (!(root.get() instanceof SequenceNode list)) {
            throw new ConfigurationException(
                    file + ": is not a list, as a sync file is: its entries begin with \"- beans:\" and \"- route:\".");
        }
        list.getValue().forEach(entry -> collect(entry, names));
        List<Finding> findings = new ArrayList<>(RepeatedKeys.in(file.toString(), root.get()));
        findings.addAll(forms(file, root.get()));
        return new SyncFileText(file, names, findings);
    }

    /** The syncs that it defines, also those whose bean is of a wrong type, by the route of their source. */
    public List<String> syncs() {
        List<String> texts = names.stream().map(Name::text).toList();
        return texts.stream()
                .flatMap(text -> Stream.of(SYNC, BEAN)
                        .filter(text::startsWith)
                        .filter(kind ->
                                kind.equals(SYNC) || texts.contains(ROUTE + text.substring(BEAN.length()) + "-source"))
                        .map(kind -> text.substring(kind.length())))
                .toList();
    }

    /** Camel would stop at the first of them, in the first file that has one. */
    private static List<Finding> forms(Path file, Node root) {
        return beans(root)
                .filter(SyncBeanReader::isSync)
                .flatMap(bean -> SyncBeanReader.entry(bean, "properties").stream())
                .flatMap(properties -> SyncShape.of(file.toString(), properties.getValueNode()).mistakes().stream())
                .toList();
    }

    private static Stream<Node> beans(Node root) {
        return root instanceof SequenceNode list
                ? list.getValue().stream()
                        .flatMap(entry -> child(entry, "beans").stream())
                        .filter(SequenceNode.class::isInstance)
                        .flatMap(beans -> ((SequenceNode) beans).getValue().stream())
                : Stream.empty();
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new ConfigurationException(
                        file + ": is a directory, and its name is that of a sync file. Rename it.");
            }
            return Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            throw new ConfigurationException(
                    file + ": cannot be read by the user of this process. Give that user the right to read it.", e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + ": cannot be read" + (e instanceof NoSuchFileException ? ", since it does not exist" : "")
                            + "; look at the file and its disk",
                    e);
        }
    }

    private static void requireUtf8(Path file, byte[] bytes) {
        ByteBuffer read = ByteBuffer.wrap(bytes);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(read);
        } catch (CharacterCodingException e) {
            String before = new String(bytes, 0, read.position(), StandardCharsets.ISO_8859_1);
            throw new ConfigurationException(
                    file + ", line "
                            + (1 + before.chars().filter(c -> c == '\n').count())
                            + ": is not text in UTF-8. Save the file as UTF-8.",
                    e);
        }
    }

    /** The parser names what it found instead by words of its own, or not at all. */
    private static String problem(MarkedYamlEngineException e) {
        return e.getProblem().replaceFirst("(?s),\\s*but got.*", "");
    }

    private static Optional<Node> compose(Path file, byte[] bytes) {
        try {
            return new Compose(LoadSettings.builder().build()).composeInputStream(new ByteArrayInputStream(bytes));
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> ", line " + (mark.getLine() + 1))
                    .orElse("");
            throw new ConfigurationException(
                    file + line + ": is not valid YAML for Camel: " + Sentence.closed(problem(e))
                            + " Look at the indentation, quotes and brackets there.",
                    e);
        } catch (YamlEngineException e) {
            throw new ConfigurationException(
                    file + ": is not valid YAML for Camel: "
                            + Sentence.closed(e.getMessage().lines().findFirst().orElse("")),
                    e);
        }
    }

    private static void collect(Node entry, List<Name> names) {
        child(entry, "route")
                .flatMap(route -> text(route, "id"))
                .ifPresent(id -> names.add(new Name(ROUTE + id, YamlNodes.lineOf(entry))));
        child(entry, "beans")
                .filter(SequenceNode.class::isInstance)
                .ifPresent(beans -> ((SequenceNode) beans).getValue().forEach(bean -> text(bean, "name")
                        .ifPresent(name -> names.add(new Name(
                                (SyncBeanReader.isSync(bean) ? SYNC : BEAN) + name, YamlNodes.lineOf(bean))))));
    }

    private static Optional<Node> child(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return Optional.of(tuple.getValueNode());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(Node node, String key) {
        return child(node, key).filter(ScalarNode.class::isInstance).map(value -> ((ScalarNode) value).getValue());
    }
}
