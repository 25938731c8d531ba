package com.acme.desk.parcel;

import java.util.List;

public interface ParcelRules {

	List<ParcelFinding> check(ParcelDraft draft);

	default boolean isFatal(List<ParcelFinding> findings) {
		return findings.stream().anyMatch((finding) -> finding.severity() == ParcelSeverity.ERROR);
	}

}
