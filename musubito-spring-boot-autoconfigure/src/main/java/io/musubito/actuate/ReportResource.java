package io.musubito.actuate;

import io.musubito.report.RunReport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.StringUtils;

/**
 * {@code runs/{id}/report}: a run as one HTML file.
 */
final class ReportResource {

	private final RunReport report;

	private final @Nullable String application;

	ReportResource(RunReport report, @Nullable String application) {
		this.report = report;
		this.application = application;
	}

	WebEndpointResponse<Object> get(String runId, EndpointFormat accepted, @Nullable String format, boolean values) {
		if (StringUtils.hasText(format) && !"html".equalsIgnoreCase(format.strip())) {
			throw EndpointException.badRequest(
					"'format' must be html, since the report is available as HTML only, but is '" + format + "'");
		}
		// What accepts anything has the default
		if (!StringUtils.hasText(format) && accepted != EndpointFormat.HTML && !accepted.isDefault()) {
			throw EndpointException.notAcceptable("runs/" + runId + "/report", EndpointFormat.HTML);
		}
		String html = this.report.write(runId, this.application, values)
			.orElseThrow(() -> EndpointException.notFound("run '" + runId + "'"));
		return new WebEndpointResponse<>(html, WebEndpointResponse.STATUS_OK,
				EndpointFormat.HTML.getProducedMimeType());
	}

}
