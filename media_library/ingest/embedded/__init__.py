"""What a picture says of itself: IPTC-IIM, XMP and EXIF, read as proposals that a person takes over or leaves."""
