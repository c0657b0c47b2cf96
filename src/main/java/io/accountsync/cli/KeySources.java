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
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.MainConstants;
import org.apache.camel.main.MainHelper;

/**
 * Where keys come from, the strongest first: environment variables, system properties of the JVM, mounted files, the file of
 * the profile, {@code application.properties} in the working directory, the defaults in the jar.
 */
final class KeySources {
    private static final String OWN = "application.properties";

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
        MountedKeys.in(MainHelper.lookupPropertyFromSysOrEnv(MountedKeys.LOCATION)
                .orElse(ownFile().getProperty(MountedKeys.LOCATION)));
        profile().map(KeySources::file).ifPresent(PropertiesFile::read);
        return profile().map(name -> "file:" + fileOf(name) + ";optional=true,").orElse("") + "file:" + OWN
                + ";optional=true,classpath:" + OWN;
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

    private static Properties ownFile() {
        return PropertiesFile.read(Path.of(OWN));
    }
}
