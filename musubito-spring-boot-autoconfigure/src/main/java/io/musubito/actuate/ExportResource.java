package io.musubito.actuate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.ExportSelection;
import io.musubito.StoreException;
import io.musubito.store.StoreTransfer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.StringUtils;

/**
 * {@code export}: the store, a run or an operation as lines that another store can
 * import. To import is no matter of the endpoint: whoever may use it could put answers
 * into the store.
 */
final class ExportResource {

	private static final String NAME = "jsonl";

	private final StoreTransfer transfer;

	ExportResource(StoreTransfer transfer) {
		this.transfer = transfer;
	}

	WebEndpointResponse<Object> get(EndpointParameters parameters, EndpointFormat accepted, boolean values) {
		String format = parameters.format();
		if (StringUtils.hasText(format) && !NAME.equalsIgnoreCase(format.strip())) {
			throw EndpointException.badRequest("'format' must be " + NAME
					+ ", since an export is available as lines of " + "JSON only, but is '" + format + "'");
		}
		boolean acceptable = accepted == EndpointFormat.LINES || accepted == EndpointFormat.HTML
				|| accepted.isDefault();
		if (!StringUtils.hasText(format) && !acceptable) {
			throw EndpointException.notAcceptable("export", EndpointFormat.LINES);
		}
		ExportSelection selection = selection(parameters);
		if (!values) {
			throw EndpointException.forbidden("An export has inputs and results, and values are not shown to you. Set "
					+ "management.endpoint.musubito.show-values, or call as somebody to whom they are shown");
		}
		return new WebEndpointResponse<>(new ReadOnceFile(write(selection)), WebEndpointResponse.STATUS_OK,
				EndpointFormat.LINES.getProducedMimeType());
	}

	private static ExportSelection selection(EndpointParameters parameters) {
		String run = parameters.run();
		String operation = parameters.operation();
		if (Stream
			.of(parameters.node(), parameters.direction(), parameters.depth(), parameters.limit(),
					parameters.pipeline(), parameters.from(), parameters.maxCharacters(), parameters.period())
			.anyMatch(StringUtils::hasText)) {
			throw EndpointException
				.badRequest("An export is of a 'run', of an 'operation' or of the whole store. Leave "
						+ "out the other parameters");
		}
		if (StringUtils.hasText(run) && StringUtils.hasText(operation)) {
			throw EndpointException
				.badRequest("'run' and 'operation' exclude each other: each selects what is exported");
		}
		return of(run, operation);
	}

	private static ExportSelection of(@Nullable String run, @Nullable String operation) {
		if (run != null && StringUtils.hasText(run)) {
			return ExportSelection.run(run);
		}
		return (operation != null && StringUtils.hasText(operation)) ? ExportSelection.operation(operation)
				: ExportSelection.all();
	}

	/**
	 * Into a file of this process first: however slowly the caller reads, nothing of the
	 * store waits for that, and what fails is told.
	 */
	private Path write(ExportSelection selection) {
		Path file = null;
		boolean written = false;
		try {
			file = Files.createTempFile("musubito-export", ".jsonl");
			try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
				this.transfer.export(selection, stream);
			}
			written = true;
			return file;
		}
		catch (IllegalArgumentException ex) {
			throw EndpointException.notFound((selection.scope() == ExportSelection.Scope.RUN)
					? "run '" + selection.name() + "'" : "node of an operation '" + selection.name() + "'");
		}
		catch (IOException ex) {
			throw new StoreException("An export can't be written to a temporary file: " + ex.getMessage()
					+ ". Check the space in java.io.tmpdir.", ex);
		}
		finally {
			if (!written && file != null) {
				file.toFile().delete();
			}
		}
	}

}
