package io.accountsync.dataloader;

import io.accountsync.config.ConfigurationException;
import io.accountsync.dataloader.DatabaseRead.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads database-conf.xml. */
final class DatabaseFile {
    static final String NAME = "database-conf.xml";
    private static final String CONFIG = "DatabaseConfig";
    private static final String SQL = "SqlConfig";
    private static final List<String> OF_SOURCE = List.of("driverClassName", "url", "username", "password");

    private final SpringBeans beans;
    private final Mistakes mistakes;
    private final Leftovers leftovers;
    private final Set<String> used = new TreeSet<>();

    private DatabaseFile(SpringBeans beans, Mistakes mistakes, Leftovers leftovers) {
        this.beans = beans;
        this.mistakes = mistakes;
        this.leftovers = leftovers;
    }

    /**
     * Reads the file of a directory; empty where there is none.
     *
     * @throws ConfigurationException when it cannot be understood at all
     */
    static Optional<DatabaseFile> read(Path directory, Mistakes mistakes, Leftovers leftovers) {
        Path file = directory.resolve(NAME);
        return Files.isRegularFile(file)
                ? Optional.of(new DatabaseFile(SpringBeans.read(file), mistakes, leftovers))
                : Optional.empty();
    }

    /** The names of all parameters of all queries. */
    Set<String> parameters() {
        return beans.ofType(SQL)
                .flatMap(bean -> beans.entries(bean, "sqlParams").stream())
                .map(SpringBean::keyOf)
                .collect(Collectors.toSet());
    }

    /** What a setting dataAccess.name means; empty when it cannot be understood, which is among the mistakes then. */
    Optional<DatabaseRead> find(Setting name) {
        Optional<SpringBean> config =
                beans.find(name.value()).filter(bean -> beans.typeOf(bean).equals(CONFIG));
        if (config.isEmpty()) {
            mistakes.add(
                    name,
                    "names the query " + name.value() + ", which " + NAME + " lacks; there are: "
                            + beans.ofType(CONFIG).map(SpringBean::id).collect(Collectors.joining(", ")));
            return Optional.empty();
        }
        Optional<SpringBean> sql = referred(config.get(), "sqlConfig");
        Optional<SpringBean> source = referred(config.get(), "dataSource");
        if (sql.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> text = beans.value(sql.get(), "sqlString").filter(query -> !query.isBlank());
        Optional<String> url = beans.value(source.get(), "url").filter(address -> !address.isBlank());
        if (text.isEmpty()) {
            mistakes.add(NAME, sql.get().line(), sql.get().id() + " has no sqlString. Give it the query");
        }
        if (url.isEmpty()) {
            mistakes.add(NAME, source.get().line(), source.get().id() + " has no url. Give it the JDBC URL");
        }
        if (text.isEmpty() || url.isEmpty()) {
            return Optional.empty();
        }
        used.add(name.value());
        Map<String, String> parameters = new LinkedHashMap<>();
        beans.entries(sql.get(), "sqlParams")
                .forEach(entry -> parameters.put(
                        SpringBean.keyOf(entry), SpringBean.valueOf(entry).orElse("")));
        return Optional.of(new DatabaseRead(
                name.value(),
                sql.get().line(),
                new Database(
                        url.get().strip(),
                        beans.value(source.get(), "username").orElse("").strip(),
                        source.get().line()),
                text.get(),
                beans.list(sql.get(), "columnNames"),
                parameters));
    }

    private Optional<SpringBean> referred(SpringBean config, String property) {
        Optional<SpringBean> bean = beans.referred(config, property);
        if (bean.isEmpty()) {
            mistakes.add(
                    NAME,
                    config.line(),
                    config.id() + " has no " + property + ", or one that the file lacks. Name a bean "
                            + "of it: <property name=\"" + property + "\" ref=\"...\"/>");
        }
        return bean;
    }

    /** What the keys of the source cannot have, of the database that counts. */
    void leave(Database database) {
        beans.all().stream()
                .filter(bean -> bean.line() == database.line())
                .flatMap(bean -> beans.lineage(bean).stream())
                .flatMap(bean -> bean.element().children("property"))
                .forEach(property -> leave(property, database.url()));
        if (!UrlPasswords.hidden(database.url()).equals(database.url())) {
            leftovers.add(
                    NAME,
                    database.line(),
                    "url",
                    "copied without the password in it. Set SOURCE_PASSWORD, and source.username where it named a user, too");
        }
    }

    private void leave(XmlElement property, String url) {
        String name = property.attribute("name").orElse("");
        if (name.equals("password")) {
            leftovers.add(
                    NAME,
                    property.line(),
                    name,
                    "not copied. Set SOURCE_PASSWORD in the environment, or " + "source.password in a mounted Secret");
        } else if (name.equals("driverClassName") && !url.matches("(?i)jdbc:(postgresql|sqlite):.*")) {
            leftovers.add(
                    NAME,
                    property.line(),
                    name,
                    "not needed, but its driver is, which is not in the jar. Fetch it into lib/ with account-sync driver and "
                            + "the name of the database; without a name it lists them");
        } else if (!OF_SOURCE.contains(name)) {
            leftovers.add(NAME, property.line(), name, "not needed: account-sync has a pool of its own");
        }
    }

    /** Queries that no process reads which was carried over. */
    void leaveUnused() {
        beans.ofType(CONFIG)
                .filter(bean -> !used.contains(bean.id()))
                .forEach(bean -> leftovers.add(
                        NAME,
                        bean.line(),
                        bean.id(),
                        "not carried over, since no process that is carried over reads it"));
    }
}
