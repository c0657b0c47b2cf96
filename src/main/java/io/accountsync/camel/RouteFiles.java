package io.accountsync.camel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.dsl.support.SourceLoader;
import org.apache.camel.spi.Resource;

/** Reads route files in UTF-8, as YAML is. Camel's own way takes the locale's charset, which damages constants and tables. */
final class RouteFiles implements SourceLoader {
    @Override
    public String loadResource(Resource resource) throws IOException {
        try (InputStream bytes = resource.getInputStream()) {
            if (bytes == null) {
                throw new FileNotFoundException(resource.getLocation());
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
