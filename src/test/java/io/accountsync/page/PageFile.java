package io.accountsync.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page as tests read it. */
public record PageFile(String html) {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" (?:class|id)=\"(\\w+)\">(.*?)</script>", Pattern.DOTALL);

    public static PageFile of(Path file) {
        try {
            return new PageFile(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number that a section shows under a name; -1 for none. */
    public long number(String section, String name) {
        Matcher row = Pattern.compile("data-count=\"" + Pattern.quote(name) + "\"><td class=\"number\">([\\d,]+)</td>")
                .matcher(section(section));
        return row.find() ? Long.parseLong(row.group(1).replace(",", "")) : -1;
    }

    /** A section of the first page; empty for none. */
    public String section(String id) {
        Matcher section = Pattern.compile("<section id=\"" + id + "\".*?</section>", Pattern.DOTALL)
                .matcher(html);
        return section.find() ? section.group() : "";
    }

    /** What the page says first, under this id; empty for nothing. */
    public String verdict(String id) {
        Matcher section = Pattern.compile("<section [^>]*data-verdict=\"" + id + "\".*?</section>", Pattern.DOTALL)
                .matcher(html);
        return section.find() ? section.group() : "";
    }

    /** One thing that the page knows of the whole, as HTML. */
    public String fact(String name) {
        Matcher fact = Pattern.compile(
                        "data-fact=\"" + Pattern.quote(name) + "\"><dt>.*?</dt><dd>(.*?)</dd>", Pattern.DOTALL)
                .matcher(html);
        return fact.find() ? fact.group(1) : "";
    }

    /** All records, as the script reads them. */
    public List<JsonNode> records() {
        List<JsonNode> records = new ArrayList<>();
        data("records").forEach(chunk -> chunk.forEach(records::add));
        return records;
    }

    public JsonNode meta() {
        return data("meta").get(0);
    }

    private List<JsonNode> data(String name) {
        return DATA.matcher(html)
                .results()
                .filter(script -> script.group(1).equals(name))
                .map(script -> script.group(2))
                .map(PageFile::json)
                .toList();
    }

    /** Without the data, which no browser runs or fetches. */
    public String withoutData() {
        return DATA.matcher(html).replaceAll("");
    }

    /** The contents of elements. */
    public List<String> contents(String element) {
        return Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(html)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON", e);
        }
    }
}
