"""Blocks that show files, each to those who may see it."""

from __future__ import annotations

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class PictureBlock(blocks.StructBlock):
    """A picture with words for those who can't see it."""

    image = ImageBlock()
    caption = blocks.CharBlock(max_length=200, required=False)

    class Meta:
        icon = "image"
        label = "Picture"
        description = "A picture with its description. Readers who may not see the picture don't get it."
        template = "pages/blocks/picture_block.html"
        preview_value = {"image": None, "caption": "A picture and its caption."}


class DownloadsBlock(blocks.StructBlock):
    """Files to download, with kind and size; each reader sees those they may open."""

    heading = blocks.CharBlock(max_length=80)
    documents = blocks.ListBlock(DocumentChooserBlock(), min_num=1)

    class Meta:
        icon = "download"
        label = "Downloads"
        description = "Files with their kind and size. A file that a reader may not open is left out for that reader."
        template = "pages/blocks/downloads_block.html"
        preview_value = {"heading": "Materials", "documents": []}
