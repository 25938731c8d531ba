package com.acme.desk.parcel;

import java.util.ArrayList;
import java.util.List;

public record ParcelDraft(String number, String text, List<String> sources, int revision) {

	public static ParcelDraft first(String number, String text) {
		return new ParcelDraft(number, text, List.of(), 1);
	}

	public ParcelDraft withSource(String source) {
		List<String> all = new ArrayList<>(this.sources);
		if (!all.contains(source)) {
			all.add(source);
		}
		return new ParcelDraft(this.number, this.text, List.copyOf(all), this.revision);
	}

	public ParcelDraft revised(String other) {
		return new ParcelDraft(this.number, other, this.sources, this.revision + 1);
	}

}
