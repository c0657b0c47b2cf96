package io.accountsync.run.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.ConfigurationException;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.TestSync;
import io.accountsync.run.compare.WholeSource;
import io.accountsync.state.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.CaseInsensitiveMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of sync files reach a real PostgreSQL and a real SQLite as they were written, or are refused. */
class SourceQueriesTest {
    private static final String TABLE = "create table client (id int, code text, note text, changed int)";
    private static final List<String> ROWS = List.of(
            "1, 'A#1', ' #', 10",
            "2, 'A?1', 'a & b && c', 20",
            "3, 'A20B', '100% + 5', 30",
            "4, 'A B', 'it''s -- so', 40",
            "5, '{{1,2}', '/* $5 */', 50",
            "6, 'x:#id', 'Größe 東京', 60");

    private static LocalOrg org;
    private static String postgres;
    private static String sqlite;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void makeTables() throws Exception {
        org = LocalOrg.start();
        postgres = TestPostgres.shared().url(TestPostgres.shared().newSchema());
        sqlite = "jdbc:sqlite:" + directory.resolve("source.db");
        for (String url : List.of(postgres, sqlite)) {
            try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                    Statement statement = connection.createStatement()) {
                statement.execute(TABLE);
                for (String row : ROWS) {
                    statement.execute("insert into client values (" + row + ")");
                }
            }
        }
    }

    @AfterAll
    static void stopOrg() {
        org.close();
    }

    @Test
    void whatStandsInAQueryReachesBothDatabases() throws Exception {
        List<String> conditions = List.of(
                "code = 'A#1' → 1",
                "note = ' #' → 1",
                "code like '%#%' and changed < 60 → 1",
                "code = 'A?1' → 2",
                "code in ('?', 'A?1', '?a=1&b=2') → 2",
                "note like '%&&%' → 2",
                "note = 'a & b && c' and 6 & 2 = 2 → 2",
                "code like '%20%' → 3",
                "code = 'A%20B' → ",
                "code <> 'A%23%31' and note like '%\\% +%' escape '\\' → 3",
                "note = 'it''s -- so' /* it's :#not, # or ? here */ → 4",
                "code = 'A' || ' ' || 'B' → 4",
                "code = '{' || '{1,2}' → 5",
                "note like '/* $_ %' → 5",
                "note = 'Größe 東京' → 6",
                "code like 'x:' || '#id' → 6",
                "changed >= :#${variable.since} and changed < :#end → 1,2",
                "changed >= :#since and code <> '#?' and changed < :#${variable.end} - 5 → 1,2",
                "code in (:#in:codes) and changed > :#since → 1,2",
                "code in (:#in:${variable.codes}) → 1,2");
        for (String url : List.of(postgres, sqlite)) {
            assertAll(url, conditions, "select id from client where %s order by id");
        }
    }

    @Test
    void operatorsOfPostgresAreOperators() throws Exception {
        List<String> queries = List.of(
                "select id from client where jsonb_build_object('k', id) ->> 'k' = '2' → 2",
                "select id from client where '{\"a\": {\"b\": \"#1\"}}'::jsonb #>> '{a,b}' = '#1' and id = 1 → 1",
                "select id from client where '{\"a\": 1}'::jsonb #> '{a}' = '1'::jsonb and id = 1 → 1",
                "select id from client where '{\"a\": 1}'::jsonb - 'b' @> '{\"a\": 1}' and id <@ int4range(2, 3) → 2",
                "select id from client where jsonb_build_object(code, 1) ? 'A#1' → 1",
                "select id from client where jsonb_build_object(code, 1) ?? 'A#1' → 1",
                "select id from client where jsonb_build_object(code, 1) ?| array['A#1', 'A?1'] and changed > :#since → 1,2",
                "select id from client where jsonb_build_object(code, 1, 'x', 2) ?& array['x', 'A?1'] → 2",
                "select id from client where array[code] && array['A B', '&&'] → 4",
                "select id from client where code = $$A#1$$ or note = $q$it's -- so$q$ → 1,4",
                "select id from client where note = E'it\\'s -- so' and E'\\\\' <> ':x' → 4",
                "select id from client where id = (7 # 5) or id::text = '3' → 2,3",
                "select id from client where code || '' ~* '^a[#]1$' → 1",
                "select id from client where (array[3, 4])[1:1] = array[id] → 3");
        assertAll(postgres, queries, "%s order by id");
    }

    @Test
    void linesAndTheirCommentsStayWhatTheyAreInABlock() throws Exception {
        String query =
                """
                -- customers: it's # all
                -- and changed >= :#{none}
                select id -- :#${variable.nothing} below is no parameter
                from client
                -- where changed > :#later
                where changed >= :#${variable.since} -- #1
                and note <> 'a

                -- b'
                order by id
                """
                        .replace(" -- :#${variable.nothing} below is no parameter", " -- the key");
        for (String url : List.of(postgres, sqlite)) {
            assertThat(idsOf(url, query)).isEqualTo("1,2,3,4,5,6");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "resource:file"})
    void aQueryInAFileOfItsOwnIsReadAsItStandsThere(String scheme) throws Exception {
        Path file = directory.resolve("clients.sql");
        Files.writeString(
                file,
                """
                -- customers in it's file
                select id, 'a

                -- b #?' as note from client
                where code in ('A#1', 'A?1', '{{1,2}') and note not like '%20%' and changed >= :#${variable.since}
                order by id
                """);
        for (String url : List.of(postgres, sqlite)) {
            try (TestSync sync = start(url, step(scheme + ":" + file))) {
                List<Map<String, Object>> rows = read(sync);
                assertThat(rows).extracting(row -> row.get("id")).containsExactly(1, 2, 5);
                assertThat(rows.get(0).get("note")).isEqualTo("a\n\n-- b #?");
            }
        }
    }

    @Test
    void aQueryFileThatChangesReadsEveryRowAgain() throws Exception {
        Path file = directory.resolve("versions.sql");
        Files.writeString(file, "select id from client");
        String first = versionWith(file);
        assertThat(versionWith(file)).isEqualTo(first);
        Files.writeString(file, "select id, code from client");
        assertThat(versionWith(file)).isNotEqualTo(first);
    }

    @Test
    void aQueryInARouteThatTheSourceRouteCallsReachesTheDatabaseToo() throws Exception {
        String helper = step("select id from client where code = 'A#1'").replace("accounts-source", "clients");
        String source = TestSync.ROWS.replaceFirst(
                "(?s)- setBody:.*",
                "- to:\n            uri: direct\n            parameters:\n              name: clients\n");
        for (String url : List.of(postgres, sqlite)) {
            try (TestSync sync = start(url, source + helper)) {
                assertThat(read(sync)).extracting(row -> row.get("id")).containsExactly(1);
            }
        }
    }

    @Test
    void aQueryThatARouteMakesWhileItRunsGoesByTheSameRules() throws Exception {
        String header =
                """
                        - setHeader:
                            name: CamelSqlQuery
                            expression:
                              constant:
                                expression: "select id from client where code = 'A#1' and changed >= :#since"
                """;
        String source = step("select 1").replaceFirst("( +)- to:", header + "$1- to:");
        try (TestSync sync = start(postgres, source)) {
            assertThat(read(sync)).extracting(row -> row.get("id")).containsExactly(1);
        }
    }

    @Test
    void aQueryThatCannotMeanWhatItSaysIsRefusedByName() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        mistakes.put(
                "select id from client -- all of them where changed >= :#${variable.since}",
                "comment that begins with --");
        mistakes.put("select id from client where note = 'it's'", "has a quote ' that is opened");
        mistakes.put("select \"id from client", "has a quote \" that is opened");
        mistakes.put("select id /* the key from client", "/* that is opened");
        mistakes.put(
                "select id from client where code like '%:#code%'", "has a parameter :#code that is within quotes");
        mistakes.put("select id from client where code = $$:#${variable.since}$$", "that is within $$");
        mistakes.put("select id from {{source.tabel}}", "the key {{source.tabel}}, which is not set");
        mistakes.put("select id from client where code = '{{1,2},{3,4}}'", "put a space between them: { {");
        mistakes.put("select id from client where changed >= :#${variable.since", "has a parameter :#${ without its }");
        mistakes.put("file:not-there.sql", "names file:not-there.sql, which cannot be read");
        mistakes.put("select '\\'' ? '\\'' from client", "backslash before a quote");
        String files = IntStream.range(0, mistakes.size())
                .mapToObj(i -> sync("q" + i, List.copyOf(mistakes.keySet()).get(i)))
                .collect(Collectors.joining());
        assertThatThrownBy(() -> TestSync.startFile(org, directory, files, "source.url", sqlite))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage().lines())
                        .hasSize(mistakes.size())
                        .allMatch(line -> line.startsWith("routes/accounts.camel.yaml: query "))
                        .allMatch(line -> line.endsWith(".")))
                .hasMessageContainingAll(mistakes.values().toArray(new String[0]));
    }

    @Test
    void aCommentThatSwallowsAParameterIsRefused() {
        String query = "select id\n from client -- all where changed >= :#${variable.since}\n order by id";
        assertThatThrownBy(() -> start(sqlite, step(query)))
                .hasStackTraceContaining("has a parameter :#${variable.since} that is in a comment");
    }

    @Test
    void aParameterWithoutAValueFailsInsteadOfReadingNothing() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        mistakes.put(
                "select id from client where changed >= :#${variable.sicne}",
                "parameter :#${variable.sicne}, which has no value");
        mistakes.put("select id from client where changed >= :#sinec", "parameter :#sinec, which has no value");
        mistakes.put("select id from client where id in (:#in:nobody)", "parameter :#in:nobody, which has no value");
        mistakes.put(
                "select id from client where id in (:#in:none)", "The list :#in:none of the source query is empty");
        List<String> queries = List.copyOf(mistakes.keySet());
        try (TestSync sync = startAll(sqlite, queries)) {
            for (int i = 0; i < queries.size(); i++) {
                String name = "q" + i;
                assertThatThrownBy(() -> read(sync, name))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining(mistakes.get(queries.get(i)));
            }
        }
    }

    @Test
    void aUriThatIsMadeWhileTheRouteRunsIsRefusedWhereCamelWouldChangeIt() {
        String dynamic = TestSync.ROWS.replaceFirst(
                "(?s)- setBody:.*",
                "- toD:\n            uri: \"sql:select id from client where code = 'A#1'?dataSource=#source&outputType=StreamList\"\n");
        assertThatThrownBy(() -> start(sqlite, dynamic))
                .hasStackTraceContaining("query has #, which Camel would change on its way to the database");
    }

    @Test
    void aReloadedRouteIsRefusedWhereCamelWouldChangeIt() throws Exception {
        try (TestSync sync = start(sqlite, step("select id from client"))) {
            assertThat(read(sync)).hasSize(6);
            PluginHelper.getRoutesLoader(sync.context())
                    .updateRoutes(ResourceHelper.fromString(
                            "routes/reloaded.camel.yaml", step("select id from client where code = 'A#1'")));
            assertThatThrownBy(() -> read(sync))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("query has #");
        }
    }

    private static String versionWith(Path file) {
        try (TestSync sync = start(sqlite, step("file:" + file))) {
            return sync.engine().syncs().get("accounts").sourceVersion();
        }
    }

    /** Lines of what stands in a query, an arrow, and the ids that it finds. */
    private static void assertAll(String url, List<String> lines, String template) throws Exception {
        List<String> queries = lines.stream()
                .map(line -> template.formatted(line.substring(0, line.indexOf(" →"))))
                .toList();
        try (TestSync sync = startAll(url, queries)) {
            SoftAssertions all = new SoftAssertions();
            for (int i = 0; i < lines.size(); i++) {
                all.assertThat(ids(read(sync, "q" + i)))
                        .as(url + " " + lines.get(i))
                        .isEqualTo(lines.get(i).replaceFirst(".* → ?", ""));
            }
            all.assertAll();
        }
    }

    private static TestSync startAll(String url, List<String> queries) {
        String files = IntStream.range(0, queries.size())
                .mapToObj(i -> sync("q" + i, queries.get(i)))
                .collect(Collectors.joining());
        return TestSync.startFile(org, directory, files, "source.url", url, "source.username", "postgres");
    }

    private static String sync(String name, String query) {
        return (TestSync.ACCOUNTS_WITH_CURSOR + step(query)).replaceAll("\\baccounts\\b", name);
    }

    private static String idsOf(String url, String query) throws Exception {
        try (TestSync sync = start(url, step(query))) {
            return ids(read(sync));
        }
    }

    private static String ids(List<Map<String, Object>> rows) {
        return rows.stream().map(row -> String.valueOf(row.get("id"))).collect(Collectors.joining(","));
    }

    private static List<Map<String, Object>> read(TestSync sync) throws Exception {
        return read(sync, "accounts");
    }

    private static List<Map<String, Object>> read(TestSync sync, String name) throws Exception {
        List<Map<String, Object>> found = new ArrayList<>();
        new WholeSource(sync.context(), sync.engine().syncs().get(name)).read(rows -> {
            try (rows) {
                while (rows.hasNext()) {
                    found.add(new CaseInsensitiveMap(cast(rows.next())));
                }
            }
        });
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object row) {
        return (Map<String, Object>) row;
    }

    private static TestSync start(String url, String routes) {
        return TestSync.startFile(
                org,
                directory,
                TestSync.ACCOUNTS_WITH_CURSOR + routes,
                "source.url",
                url,
                "source.username",
                "postgres");
    }

    /** A source route with the query as YAML has it when it is quoted or in a block. */
    private static String step(String query) {
        return """
                - route:
                    id: accounts-source
                    from:
                      uri: direct
                      parameters:
                        name: accounts-source
                      steps:
                        - setVariable: { name: end, expression: { constant: { expression: 30, resultType: int } } }
                        - setVariable: { name: codes, expression: { constant: { expression: "A#1,A?1" } } }
                        - setVariable: { name: none, expression: { simple: { expression: "${empty(list)}" } } }
                        - to:
                            uri: sql
                            parameters:
                              query: %s
                              dataSource: "#source"
                              outputType: StreamList
                """
                .formatted(quoted(query));
    }

    private static String quoted(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
