package io.accountsync.source.jdbc;

import io.accountsync.config.ClassVersions;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.NearestNames;
import io.accountsync.config.Sentence;
import io.accountsync.config.jdbc.JdbcUrl;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The driver of a URL. DriverManager knows those of the class path alone; those of {@code lib/} are found by the context class
 * loader of the thread.
 */
public final class JdbcDrivers {
    private static final String EXAMPLE = "as in jdbc:postgresql://host:5432/database";

    private JdbcDrivers() {}

    /**
     * The driver that takes this URL.
     *
     * @param key that has the URL
     * @throws ConfigurationException when there is none; the message names the command that gets it, and nothing of the URL
     *     but what it begins with
     */
    public static Driver of(JdbcUrl url, String key) {
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class).iterator();
        Throwable unusable = null;
        while (true) {
            try {
                if (!drivers.hasNext()) {
                    break;
                }
                Driver driver = drivers.next();
                if (takes(driver, url)) {
                    return driver;
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                unusable = e;
            }
        }
        try {
            return DriverManager.getDriver(url.text());
        } catch (SQLException e) {
            throw new ConfigurationException(missing(url, key, unusable), e);
        }
    }

    private static boolean takes(Driver driver, JdbcUrl url) {
        try {
            return driver.acceptsURL(url.text());
        } catch (SQLException e) {
            return false;
        }
    }

    /** Never the URL: it may hold a password. */
    private static String missing(JdbcUrl url, String key, Throwable unusable) {
        Optional<String> prefix = url.prefix();
        if (prefix.isEmpty()) {
            return key + " is not a JDBC URL: it begins with jdbc: and the name of the database, " + EXAMPLE;
        }
        Optional<JdbcProfile> profile = JdbcProfiles.of(url);
        Optional<String> tooNew = Optional.ofNullable(unusable).flatMap(ClassVersions::explain);
        if (profile.isPresent()) {
            String named = key + " is " + profile.get().described() + "; ";
            return profile.get().isInTheJar()
                    ? key + " is not a URL that the driver of " + profile.get().title() + " understands"
                    : tooNew.map(reason -> named + "its driver cannot be used: " + reason)
                            .orElseGet(() -> named + "get its driver with \"account-sync driver "
                                    + profile.get().name() + "\"");
        }
        List<String> known =
                JdbcProfiles.all().stream().map(JdbcProfile::prefix).toList();
        if (tooNew.isPresent()) {
            return key + " begins with " + prefix.get() + ", and a driver in lib/ cannot be used: " + tooNew.get();
        }
        String begins = key + " begins with " + prefix.get() + ", which no driver here knows";
        return NearestNames.isNear(prefix.get(), known)
                ? begins + "; did you mean " + NearestNames.one(prefix.get(), known) + "?"
                : Sentence.closed(begins) + " Put the jar of its driver into lib/";
    }
}
