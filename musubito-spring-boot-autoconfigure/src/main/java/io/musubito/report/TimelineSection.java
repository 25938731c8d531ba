package io.musubito.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * When each step ran and how long, and the time that replays avoided.
 */
final class TimelineSection {

	private static final int MOST = 200;

	private static final int HEIGHT = 18;

	private final Instant start;

	private final TimeScale scale;

	private TimelineSection(Instant start, TimeScale scale) {
		this.start = start;
		this.scale = scale;
	}

	static List<Element> of(ReportedRun report) {
		List<ReportedStep> steps = longest(report.steps());
		if (steps.isEmpty()) {
			return List.of();
		}
		Instant start = report.run().startedAt();
		TimelineSection timeline = new TimelineSection(start, scale(report, steps));
		Element body = Element.of(Tag.TBODY);
		steps.forEach((step) -> body.add(timeline.row(step)));
		Element table = Element.of(Tag.TABLE, "timeline")
			.add(Element.of(Tag.CAPTION)
				.text("A filled bar is time that the caller waited, a hatched bar is time that was avoided."))
			.add(Element.of(Tag.THEAD)
				.add(Element.of(Tag.TR)
					.add(ChangeTable.column("Step"))
					.add(Element.of(Tag.TH, "axis")
						.with(Attribute.SCOPE, "col")
						.add(Element.of(Tag.SPAN, "unseen").text("Time since the start"), timeline.axis()))
					.add(number("Time"), number("Avoided"))))
			.add(body);
		Element section = Element.of(Tag.SECTION)
			.with(Attribute.ARIA_LABELLEDBY, "timeline")
			.add(Element.of(Tag.H2).with(Attribute.ID, "timeline").text("Timeline"), hatching(), table);
		if (steps.size() < report.steps().size()) {
			section.add(Element.of(Tag.P, "muted")
				.text("These are the %d steps of %d that took or avoided the longest time.".formatted(steps.size(),
						report.steps().size())));
		}
		return List.of(section);
	}

	// In the order of their beginning, as far as that is known
	private static List<ReportedStep> longest(List<ReportedStep> steps) {
		return steps.stream()
			.sorted(Comparator.comparing(TimelineSection::time).reversed())
			.limit(MOST)
			.sorted(Comparator.comparingInt(ReportedStep::number))
			.sorted(Comparator.comparing(ReportedStep::startedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
			.toList();
	}

	private static Duration time(ReportedStep step) {
		Duration waited = step.view().duration();
		return (waited.compareTo(step.view().saved()) > 0) ? waited : step.view().saved();
	}

	private static TimeScale scale(ReportedRun report, List<ReportedStep> steps) {
		Instant start = report.run().startedAt();
		Duration ran = Objects.requireNonNullElse(report.duration(), Duration.ZERO);
		Duration avoided = Duration.ZERO;
		for (ReportedStep step : steps) {
			Duration begin = begin(start, step);
			ran = longer(ran, begin.plus(step.view().duration()));
			avoided = longer(avoided, begin.plus(step.view().saved()));
		}
		return TimeScale.of(ran, avoided);
	}

	private static Duration begin(Instant start, ReportedStep step) {
		return (step.startedAt() != null && step.startedAt().isAfter(start)) ? Duration.between(start, step.startedAt())
				: Duration.ZERO;
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	private Element row(ReportedStep step) {
		Element name = Element.of(Tag.A).with(Attribute.HREF, "#" + step.place()).add(step.title());
		boolean avoided = !step.view().saved().isZero();
		return Element.of(Tag.TR, step.outcome().cssClass())
			.add(Element.of(Tag.TH).with(Attribute.SCOPE, "row").add(name))
			.add(Element.of(Tag.TD).add(bars(step)))
			.add(Element.of(Tag.TD, "number").text(Quantity.duration(step.view().duration())))
			.add(Element.of(Tag.TD, "number saved").text((avoided) ? Quantity.duration(step.view().saved()) : ""));
	}

	private Element bars(ReportedStep step) {
		Element bars = svg(HEIGHT).with(Attribute.ARIA_HIDDEN, "true");
		this.scale.marks().forEach((mark) -> bars.add(line(mark, 0)));
		Duration begin = begin(this.start, step);
		Duration saved = step.view().saved();
		if (!saved.isZero()) {
			bars.add(bar((this.scale.cuts(begin.plus(saved))) ? "ghost cut" : "ghost", begin, saved, 4, 10));
		}
		return bars.add(bar("fill " + step.outcome().cssClass(), begin, step.view().duration(), 3, 12));
	}

	private Element bar(String cssClass, Duration begin, Duration length, int y, int height) {
		double start = Math.min(99.6, this.scale.percent(begin));
		return Element.of(Tag.RECT, cssClass)
			.percent(Attribute.X, start)
			.percent(Attribute.WIDTH, Math.max(0.4, this.scale.percent(begin.plus(length)) - start))
			.with(Attribute.Y, y)
			.with(Attribute.HEIGHT, height)
			.with(Attribute.RX, 2);
	}

	private Element axis() {
		Element axis = svg(HEIGHT).with(Attribute.ARIA_HIDDEN, "true");
		for (Duration mark : this.scale.marks()) {
			double x = this.scale.percent(mark);
			boolean last = x > 94;
			axis.add(line(mark, 13),
					Element.of(Tag.TEXT, (mark.dividedBy(this.scale.tick()) % 3 == 0) ? "major" : "minor")
						.percent(Attribute.X, x)
						.with(Attribute.Y, 11)
						.with(Attribute.TEXT_ANCHOR, mark.isZero() ? "start" : (last) ? "end" : "middle")
						.text(mark.isZero() ? "0" : Quantity.duration(mark)));
		}
		return axis;
	}

	private Element line(Duration mark, int from) {
		double x = this.scale.percent(mark);
		return Element.of(Tag.LINE)
			.percent(Attribute.X1, x)
			.percent(Attribute.X2, x)
			.with(Attribute.Y1, from)
			.with(Attribute.Y2, HEIGHT);
	}

	private static Element svg(int height) {
		return Element.of(Tag.SVG, "bars").with(Attribute.WIDTH, "100%").with(Attribute.HEIGHT, height);
	}

	private static Element hatching() {
		Element pattern = Element.of(Tag.PATTERN)
			.with(Attribute.ID, "avoided")
			.with(Attribute.WIDTH, 6)
			.with(Attribute.HEIGHT, 6)
			.with(Attribute.PATTERN_UNITS, "userSpaceOnUse")
			.with(Attribute.PATTERN_TRANSFORM, "rotate(35)")
			.add(Element.of(Tag.RECT).with(Attribute.WIDTH, 2).with(Attribute.HEIGHT, 6));
		return Element.of(Tag.SVG, "hatching")
			.with(Attribute.WIDTH, 0)
			.with(Attribute.HEIGHT, 0)
			.with(Attribute.ARIA_HIDDEN, "true")
			.add(Element.of(Tag.DEFS).add(pattern));
	}

	private static Element number(String name) {
		return Element.of(Tag.TH, "number").with(Attribute.SCOPE, "col").text(name);
	}

}
