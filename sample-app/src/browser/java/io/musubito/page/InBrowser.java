package io.musubito.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that look at the page with a browser. Their parameters are a {@link Visit}, the
 * {@link Story} and {@link Application}s; {@link On} says of which application. Without a
 * browser they are skipped, or fail if the environment variable {@code CI} is
 * {@code true}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Tag("browser")
@ExtendWith(BrowserExtension.class)
@interface InBrowser {

}
