package io.accountsync.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One document of a YAML file. A key that appears twice in a mapping is refused. */
record Manifest(Path file, JsonNode content) {
    private static final LoadSettings STRICT =
            LoadSettings.builder().setAllowDuplicateKeys(false).build();

    /** The documents of a file; a file of comments alone has none. */
    static List<Manifest> in(Path file) throws IOException {
        return parse(file, Files.readString(file));
    }

    static List<Manifest> parse(Path file, String text) {
        List<Manifest> documents = new ArrayList<>();
        for (Object document : new Load(STRICT).loadAllFromString(text)) {
            if (document != null) {
                documents.add(new Manifest(file, new ObjectMapper().valueToTree(document)));
            }
        }
        return documents;
    }

    String kind() {
        return content.path("kind").asText();
    }

    String name() {
        return content.at("/metadata/name").asText();
    }

    /** What stands at a JSON pointer; a missing node when nothing does. */
    JsonNode at(String pointer) {
        return content.at(pointer);
    }

    /** The texts of the list at a JSON pointer. */
    Stream<String> texts(String pointer) {
        return StreamSupport.stream(content.at(pointer).spliterator(), false).map(JsonNode::asText);
    }

    /** Every node of the document with this name, wherever it stands. */
    List<JsonNode> all(String name) {
        return content.findValues(name);
    }

    @Override
    public String toString() {
        return file + " (" + kind() + " " + name() + ")";
    }
}
