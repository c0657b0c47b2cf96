package io.accountsync.camel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.dsl.support.SourceLoader;
import org.apache.camel.spi.Resource;

/** Reads route files in UTF-8, as YAML is. Camel's own way takes the locale's charset, which damages constants and tables. */
final class RouteFiles implements SourceLoader {
    private final CamelContext context;

    RouteFiles(CamelContext context) {
        this.context = context;
    }

    @Override
    public String loadResource(Resource resource) throws IOException {
        try (InputStream bytes = resource.getInputStream()) {
            if (bytes == null) {
                throw new FileNotFoundException(resource.getLocation());
            }
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return LeftOutRoutes.of(context).removeFrom(resource.getLocation(), text);
        }
    }
}
