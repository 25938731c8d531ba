package com.acme.notes;

public record Note(String title, String text) {

}
