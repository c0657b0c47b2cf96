package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.MountedKeys;
import io.accountsync.config.PropertiesFile;
import io.accountsync.config.Sentence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.MainConstants;
import org.apache.camel.main.MainHelper;

/**
 * Where keys come from, the strongest first: environment variables, system properties of the JVM, mounted files, the file of
 * the profile, {@code application.properties} in the working directory, the file that several working directories share, the
 * defaults in the jar.
 */
final class KeySources {
    private static final String OWN = "application.properties";

    /** The key that names the file which several working directories share. */
    private static final String SHARED = "sync.shared-keys";

    /** Keys that would let one org read or write what is another one's. */
    private static final Set<String> OF_ONE_ORG = Set.of(
            "salesforce.refresh-token",
            "salesforce.access-token",
            "salesforce.instance-url",
            "salesforce.credentials-file",
            "salesforce.username",
            "salesforce.expect",
            "state.directory",
            "state.url");

    /** Profiles that Camel itself knows: they need no file. */
    private static final List<String> OF_CAMEL = List.of("dev", "test", "prod");

    private KeySources() {}

    /**
     * The profile that was chosen; empty for none.
     *
     * @throws ConfigurationException when it has no file
     */
    static Optional<String> profile() {
        Optional<String> profile = MainHelper.lookupPropertyFromSysOrEnv(MainConstants.PROFILE)
                .or(() -> Optional.ofNullable(ownFile().getProperty(MainConstants.PROFILE)))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
        profile.ifPresent(name -> {
            if (!OF_CAMEL.contains(name) && !Files.isRegularFile(file(name))) {
                throw new ConfigurationException(Sentence.closed("The profile is " + name + " (" + MainConstants.PROFILE
                                + "), but the working directory has no " + fileOf(name))
                        + " Add it, or choose another profile.");
            }
        });
        return profile;
    }

    /**
     * The files for Camel, the strongest first.
     *
     * @throws ConfigurationException when one of them is not a file of keys
     */
    static String files() {
        MountedKeys.in(mountedAt());
        profile().map(KeySources::file).ifPresent(PropertiesFile::read);
        return profile().map(name -> "file:" + fileOf(name) + ";optional=true,").orElse("") + "file:" + OWN
                + ";optional=true,"
                + sharedFile().map(file -> "file:" + file + ",").orElse("") + "classpath:" + OWN;
    }

    /** A key that counts before there is a context, from any of these places; empty where it has no value. */
    static Optional<String> early(String key) {
        return MainHelper.lookupPropertyFromSysOrEnv(key)
                .or(() ->
                        Optional.ofNullable(MountedKeys.in(mountedAt()).values().get(key)))
                .or(() -> profile().map(name -> PropertiesFile.read(file(name)).getProperty(key)))
                .or(() -> Optional.ofNullable(ownFile().getProperty(key)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static String mountedAt() {
        return MainHelper.lookupPropertyFromSysOrEnv(MountedKeys.LOCATION)
                .orElse(ownFile().getProperty(MountedKeys.LOCATION));
    }

    /** The keys that are mounted, as these properties name their place. */
    static MountedKeys mounted(PropertiesComponent properties) {
        return MountedKeys.in(properties.resolveProperty(MountedKeys.LOCATION).orElse(null));
    }

    /**
     * Puts the mounted keys over the files, and these over the mounted ones. Camel does the former by itself, but forgets
     * the latter meanwhile, passes over what it cannot read, and keeps line ends.
     *
     * @param over keys that win over all but the environment; null for none
     */
    static void override(PropertiesComponent properties, Properties over) {
        Properties all = new Properties();
        all.putAll(mounted(properties).values());
        if (over != null) {
            all.putAll(over);
        }
        properties.setOverrideProperties(all);
    }

    private static Path file(String profile) {
        return FileName.path(fileOf(profile), MainConstants.PROFILE);
    }

    private static String fileOf(String profile) {
        return "application-" + profile + ".properties";
    }

    /** That of the working directory, with the shared one behind it. */
    private static Properties ownFile() {
        Properties own = PropertiesFile.read(Path.of(OWN));
        return sharedFile()
                .map(file -> {
                    Properties both = PropertiesFile.read(file);
                    both.putAll(own);
                    return both;
                })
                .orElse(own);
    }

    /**
     * The file that working directories share; empty where none is named.
     *
     * @throws ConfigurationException when it is not there
     */
    private static Optional<Path> sharedFile() {
        Optional<Path> shared = MainHelper.lookupPropertyFromSysOrEnv(SHARED)
                .or(() -> Optional.ofNullable(PropertiesFile.read(Path.of(OWN)).getProperty(SHARED)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> FileName.path(text, SHARED));
        shared.filter(file -> !Files.isRegularFile(file)).ifPresent(file -> {
            throw new ConfigurationException(
                    Sentence.closed(SHARED + " names " + file.toAbsolutePath().normalize() + ", which is not a file")
                            + " Name the file of keys that your working directories share, relative to this one.");
        });
        shared.ifPresent(KeySources::refuseOfOneOrg);
        return shared;
    }

    private static void refuseOfOneOrg(Path shared) {
        String named = PropertiesFile.read(shared).stringPropertyNames().stream()
                .filter(OF_ONE_ORG::contains)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!named.isEmpty()) {
            throw new ConfigurationException(Sentence.closed(shared + " sets " + named
                            + ", but directories share it, and a login and a state belong to one org")
                    + " Set it in " + OWN + " of the directory of that org.");
        }
    }
}
