package io.musubito.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;

import org.springframework.util.Assert;

/**
 * The document: what each section says, one after the other.
 */
final class ReportPage {

	// No script, no address: what a browser would load or run by mistake, it refuses
	private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

	private static final String STYLE = read("report.css");

	private final ReportedRun report;

	private final LineageQueries queries;

	private final NodeStore nodes;

	ReportPage(ReportedRun report, LineageQueries queries, NodeStore nodes) {
		this.report = report;
		this.queries = queries;
		this.nodes = nodes;
	}

	String write() {
		Element page = Element.of(Tag.HTML).with(Attribute.LANG, "en").add(head(), body());
		StringBuilder html = new StringBuilder("<!DOCTYPE html>\n");
		page.writeTo(html);
		return html.append('\n').toString();
	}

	private Element head() {
		String pipeline = VisibleText.line(this.report.run().pipeline(), 100);
		return Element.of(Tag.HEAD)
			.add(Element.of(Tag.META).with(Attribute.CHARSET, "utf-8"))
			.add(Element.of(Tag.META)
				.with(Attribute.HTTP_EQUIV, "Content-Security-Policy")
				.with(Attribute.CONTENT, POLICY))
			.add(meta("viewport", "width=device-width, initial-scale=1"), meta("color-scheme", "light dark"),
					meta("referrer", "no-referrer"), meta("robots", "noindex"))
			.add(Element.of(Tag.TITLE)
				.text("Run " + Quantity.shortId(this.report.run().runId()) + " of " + pipeline + " – Musubito"))
			.add(Element.style(STYLE));
	}

	private static Element meta(String name, String content) {
		return Element.of(Tag.META).with(Attribute.NAME, name).with(Attribute.CONTENT, content);
	}

	private Element body() {
		StepsSection steps = new StepsSection(this.report, new StepDetails(this.report, this.queries, this.nodes));
		return Element.of(Tag.BODY)
			.add(HeaderSection.of(this.report))
			.add(Element.of(Tag.MAIN)
				.add(FiguresSection.of(this.report))
				.add(ChangesSection.of(this.report))
				.add(FailuresSection.of(this.report))
				.add(GraphSection.of(this.report))
				.add(TimelineSection.of(this.report))
				.add(steps.write())
				.add(ComparisonSection.of(this.report)))
			.add(footer());
	}

	private Element footer() {
		return Element.of(Tag.FOOTER)
			.add(Element.of(Tag.P)
				.text("Written by Musubito at ")
				.add(Quantity.dateTime(this.report.writtenAt()))
				.text(". All times are in UTC. Opened details are printed, closed ones are not."));
	}

	private static String read(String name) {
		try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
			Assert.state(in != null, () -> "The class path lacks " + name);
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
