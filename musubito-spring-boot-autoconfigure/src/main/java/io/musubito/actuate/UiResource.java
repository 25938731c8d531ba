package io.musubito.actuate;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.MimeType;
import org.springframework.util.StringUtils;

/**
 * The page: {@code ui/…} are its files, and the root leads a browser there. All addresses
 * are relative, so that the page works below any base path and behind any proxy.
 */
final class UiResource {

	private static final String LOCATION = "META-INF/musubito-ui/";

	/** Names of files and folders, without anything that could lead out of the folder. */
	private static final Pattern PATH = Pattern.compile("(?:[a-z0-9-]+/)*[a-z0-9-]+(?:\\.esm)?\\.(?:html|js|css|svg)");

	private static final Map<String, MimeType> TYPES = Map.of("html", MimeType.valueOf("text/html;charset=UTF-8"), "js",
			MimeType.valueOf("text/javascript;charset=UTF-8"), "css", MimeType.valueOf("text/css;charset=UTF-8"), "svg",
			MimeType.valueOf("image/svg+xml"));

	private final String start;

	/**
	 * Creates the resource.
	 * @param path the path of the endpoint below the base path, {@code musubito} unless
	 * it is mapped to another
	 */
	UiResource(String path) {
		String name = path.substring(path.lastIndexOf('/') + 1);
		this.start = """
				<!doctype html>
				<html lang="en">
				<head><meta charset="utf-8"><title>Musubito</title><link rel="icon" href="%1$s/ui/icon.svg"><meta http-equiv="refresh" content="0; url=%1$s/ui/index.html"></head>
				<body><a href="%1$s/ui/index.html">Musubito</a></body>
				</html>
				"""
			.formatted(name);
	}

	/**
	 * What a browser gets at the root: it goes on to the page. The page itself is not
	 * there, because its relative addresses would lead one level too high.
	 * @return the document
	 */
	String start() {
		return this.start;
	}

	WebEndpointResponse<Object> file(List<String> segments) {
		String path = String.join("/", segments);
		ClassPathResource file = new ClassPathResource(LOCATION + path, UiResource.class.getClassLoader());
		if (!PATH.matcher(path).matches() || !file.exists()) {
			throw EndpointException.notFound("file '" + path + "' of the page");
		}
		return new WebEndpointResponse<>(file, WebEndpointResponse.STATUS_OK,
				TYPES.get(StringUtils.getFilenameExtension(path)));
	}

}
